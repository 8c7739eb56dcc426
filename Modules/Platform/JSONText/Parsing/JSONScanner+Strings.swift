extension JSONScanner {
    /// The string whose opening quotation mark stands here.
    mutating func string() throws(JSONSyntaxError) -> String {
        let opening = position
        let quote = bytes[opening]
        position += 1
        // Most strings have no escape and are copied once.
        var start = position
        var unescaped: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if byte == quote {
                let tail = bytes[start..<position]
                position += 1
                let text = String(validating: unescaped.isEmpty ? tail : unescaped[...] + tail, as: UTF8.self)
                guard let text else { throw problem("The string is not UTF-8.", at: opening) }
                return text
            } else if byte == UInt8(ascii: "\\") {
                unescaped.append(contentsOf: bytes[start..<position])
                unescaped.append(contentsOf: Unicode.UTF8.encode(try escape())!)
                start = position
            } else if byte < 0x20 {
                throw problem("A control character in a string must be escaped.")
            } else {
                position += 1
            }
        }
        throw problem("The string has no end.", at: opening)
    }

    /// The scalar that the escape at the position stands for.
    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = position
        position += 2
        guard position <= bytes.count else { throw problem("The string has no end.", at: start) }
        switch bytes[start + 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "'") where options.isRelaxed: return "'"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        default: throw problem("There is no such escape.", at: start)
        }
    }

    private mutating func unicodeEscape(from start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try codeUnit(from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw problem("A surrogate stands alone.", at: start) }
        position += 2
        let second = try codeUnit(from: start)
        guard UTF16.isTrailSurrogate(second) else { throw problem("A surrogate stands alone.", at: start) }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func codeUnit(from start: Int) throws(JSONSyntaxError) -> UInt16 {
        guard position + 4 <= bytes.count else { throw problem("Four hexadecimal digits should be here.", at: start) }
        var unit: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw problem("Four hexadecimal digits should be here.", at: start)
            }
            unit = unit << 4 | UInt16(digit)
        }
        position += 4
        return unit
    }
}
