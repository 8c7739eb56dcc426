extension GraphQLLexer {
    /// A string or a block string (specification, section 2.9.4); the position is at its first quotation mark.
    mutating func string() throws(GraphQLError) -> String {
        if bytes[position...].starts(with: "\"\"\"".utf8) { return try blockString() }
        let start = position
        position += 1
        var content: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): content += Array(String(try escaped()).utf8)
            case 0x09, 0x20...: content.append(byte)
            default: throw error("A line end or control character stands in a string.", at: position - 1)
            }
        }
        throw error("A string has no end.", at: start)
    }

    private mutating func escaped() throws(GraphQLError) -> Character {
        let start = position - 1
        guard let byte = peek else { throw error("A string has no end.", at: start) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Character(Unicode.Scalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try Character(scalar(from: start))
        default: throw error("There is no such escape.", at: start)
        }
    }

    /// `\u00E9`, or a pair of surrogates.
    private mutating func scalar(from start: Int) throws(GraphQLError) -> Unicode.Scalar {
        let first = try hexadecimal(from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800...0xDBFF).contains(first), bytes[position...].starts(with: "\\u".utf8) else {
            throw error("This escape is no character.", at: start)
        }
        position += 2
        let second = try hexadecimal(from: start)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw error("This escape is no character.", at: start) }
        return scalar
    }

    private mutating func hexadecimal(from start: Int) throws(GraphQLError) -> UInt32 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error("Four hexadecimal digits follow \\u.", at: start) }
        position += 4
        return value
    }

    private mutating func blockString() throws(GraphQLError) -> String {
        let start = position, quotes = Array("\"\"\"".utf8)
        position += 3
        var content: [UInt8] = []
        while position < bytes.count {
            if bytes[position...].starts(with: quotes) {
                position += 3
                return Self.unindented(String(decoding: content, as: UTF8.self))
            }
            if bytes[position...].starts(with: "\\\"\"\"".utf8) {
                content += quotes
                position += 4
                continue
            }
            let byte = bytes[position]
            guard byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else {
                throw error("A control character stands in a string.", at: position)
            }
            content.append(byte)
            position += 1
        }
        throw error("A string has no end.", at: start)
    }

    /// Without the indentation that all lines but the first have in common, and without blank lines around.
    private static func unindented(_ text: String) -> String {
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        func indentation(_ line: Substring) -> Int { line.prefix { $0 == " " || $0 == "\t" }.count }
        func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
        let common = lines.dropFirst().filter { !isBlank($0) }.map(indentation).min() ?? 0
        for index in lines.indices.dropFirst() { lines[index] = lines[index].dropFirst(common) }
        while let first = lines.first, isBlank(first) { lines.removeFirst() }
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
