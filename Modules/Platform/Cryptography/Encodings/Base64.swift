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
        let rest = bytes.count % 3, length = (bytes.count * 4 + 2) / 3
        // Straight into the text: a token is made of thousands of these.
        return String(unsafeUninitializedCapacity: length) { text in
            var place = 0
            func put(_ count: Int, _ group: UInt32) {
                for index in 0..<count { text[place + index] = symbols[Int(group >> (18 - 6 * UInt32(index)) & 63)] }
                place += count
            }
            for start in stride(from: 0, to: bytes.count - rest, by: 3) {
                put(4, UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]))
            }
            if rest > 0 {
                let last = rest == 2 ? UInt32(bytes[bytes.count - 1]) << 8 : 0
                put(rest + 1, UInt32(bytes[bytes.count - rest]) << 16 | last)
            }
            return place
        }
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
