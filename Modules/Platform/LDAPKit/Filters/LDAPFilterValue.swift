/// A value inside a filter: text, or bytes such as those of an `objectGUID`.
package struct LDAPFilterValue: Hashable, Sendable {
    let bytes: [UInt8]

    package static func text(_ text: String) -> LDAPFilterValue { .init(bytes: Array(text.utf8)) }
    package static func bytes(_ bytes: [UInt8]) -> LDAPFilterValue { .init(bytes: bytes) }

    /// RFC 4515 section 3. What is no UTF-8 is written byte by byte, and so is whatever could act on a terminal.
    var escaped: String {
        let isText = String(validating: bytes, as: UTF8.self) != nil
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for byte in bytes {
            switch byte {
            case 0..<0x20, 0x7F, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "\\"):
                out += ("\\" + Hexadecimal.text(of: byte)).utf8
            case 0x80... where !isText: out += ("\\" + Hexadecimal.text(of: byte)).utf8
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
