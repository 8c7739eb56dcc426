/// A text as quoted-printable (RFC 2045 section 6.7), with CRLF line ends.
enum QuotedPrintable {
    /// Of an encoded line, the soft break included.
    private static let lineLimit = 76

    static func encode(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        for line in lines(of: Array(text.utf8)) { encode(line, to: &output) }
        return output
    }

    /// LF, CR and CRLF each end a line, so that no bare one is ever sent.
    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0, index = 0
        while index < bytes.count {
            if bytes[index] == 0x0A || bytes[index] == 0x0D {
                lines.append(bytes[start..<index])
                if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
                start = index + 1
            }
            index += 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }

    private static func encode(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var width = 0
        for (index, byte) in zip(line.indices, line) {
            let isLast = index == line.endIndex - 1
            let piece = isPlain(byte, last: isLast) ? [byte] : escaped(byte)
            // The last piece needs no room for a soft break behind it.
            if width + piece.count > (isLast ? lineLimit : lineLimit - 1) {
                output += [UInt8(ascii: "="), 0x0D, 0x0A]
                width = 0
            }
            output += piece
            width += piece.count
        }
        output += [0x0D, 0x0A]
    }

    /// A blank at the end of a line could be lost on the way (rule 3).
    private static func isPlain(_ byte: UInt8, last: Bool) -> Bool {
        switch byte {
        case 0x20, 0x09: !last
        case UInt8(ascii: "="): false
        case 0x21...0x7E: true
        default: false
        }
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
