/// Base64 without padding, in one of three alphabets. One text for the same bytes: decoding refuses padding, white
/// space and left-over bits.
package struct Base64: Sendable {
    /// RFC 4648 section 4.
    package static let standard = Base64("+/")
    /// RFC 4648 section 5, for URLs and tokens.
    package static let url = Base64("-_")
    /// `.` in the place of `+`, as the hashes of Python's passlib have it.
    package static let adapted = Base64("./")

    private let symbols: [UInt8]
    /// The value of each byte; `invalid` for those that are no symbol.
    private let values: [UInt8]
    private static let invalid: UInt8 = 0xFF

    private init(_ lastTwo: String) {
        symbols = Array(("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + lastTwo).utf8)
        var values = [UInt8](repeating: Self.invalid, count: 256)
        for (value, symbol) in symbols.enumerated() { values[Int(symbol)] = UInt8(value) }
        self.values = values
    }

    package func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(symbols[Int(buffer >> bits & 63)])
            }
        }
        if bits > 0 { text.append(symbols[Int(buffer << (6 - bits) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: `nil` for a text that `encode` would not have made.
    package func decode(_ text: some StringProtocol) -> [UInt8]? { decode(Array(text.utf8)) }

    /// The same for a text in ASCII that is at hand as bytes.
    package func decode(_ text: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var buffer: UInt32 = 0
        var bits = 0
        for symbol in text {
            let value = values[Int(symbol)]
            guard value != Self.invalid else { return nil }
            buffer = buffer << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: buffer >> bits))
            }
        }
        // Six bits left over are a symbol too many, others must be zero.
        guard bits < 6, buffer & (1 << bits - 1) == 0 else { return nil }
        return bytes
    }
}
