/// Percent-encoding (RFC 3986 section 2.1), strict: a broken escape or invalid UTF-8 is refused, never passed on.
package enum PercentCoding {
    /// - Returns: `nil` for a `%` that is not followed by two hexadecimal digits, and for bytes that are not UTF-8.
    package static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String? {
        let bytes = text.utf8
        if !bytes.contains(where: { $0 == 0x25 || (plusIsSpace && $0 == 0x2B) }) { return String(text) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            if byte == 0x25 {
                guard let high = digit(bytes, &index), let low = digit(bytes, &index) else { return nil }
                out.append(high << 4 | low)
            } else {
                out.append(plusIsSpace && byte == 0x2B ? 0x20 : byte)
            }
        }
        return String(validating: out, as: UTF8.self)
    }

    /// One segment of a path: everything but the unreserved characters is encoded (RFC 3986 section 2.3).
    package static func encode(segment text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 0xF)]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

    private static func digit(_ bytes: Substring.UTF8View, _ index: inout Substring.UTF8View.Index) -> UInt8? {
        guard index != bytes.endIndex else { return nil }
        let byte = bytes[index]
        index = bytes.index(after: index)
        switch byte {
        case 0x30...0x39: return byte - 0x30
        case 0x41...0x46: return byte - 0x37
        case 0x61...0x66: return byte - 0x57
        default: return nil
        }
    }

    /// The name=value pairs of a query or a form (WHATWG URL, application/x-www-form-urlencoded).
    /// - Returns: `nil` when anything in it can't be decoded.
    package static func pairs(_ query: Substring) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        // By bytes, as the standard has it: looking for characters takes ten times as long, and does not see a sign that an
        // accent follows.
        for part in query.utf8.split(separator: UInt8(ascii: "&")) {
            let mark = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            guard let name = decode(Substring(part[..<mark]), plusIsSpace: true),
                let value = decode(Substring(part[mark...].dropFirst()), plusIsSpace: true)
            else { return nil }
            pairs.append((name, value))
        }
        return pairs
    }
}
