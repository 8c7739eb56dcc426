/// Cuts a document into tokens, one at a time.
struct GraphQLLexer {
    let bytes: [UInt8]
    /// Of the next byte to look at.
    var position = 0
    private var remaining: Int

    init(_ text: String, limits: GraphQLLimits) throws(GraphQLError) {
        bytes = Array(text.utf8)
        remaining = limits.tokens
        guard bytes.count <= limits.bytes else {
            throw GraphQLError("The document is longer than \(limits.bytes) bytes.")
        }
    }

    /// The next token, and where it begins.
    mutating func next() throws(GraphQLError) -> (token: GraphQLToken, offset: Int) {
        skipIgnored()
        let start = position
        guard start < bytes.count else { return (.end, start) }
        guard remaining > 0 else { throw error("The document has too many words.", at: start) }
        remaining -= 1
        let byte = bytes[start]
        switch byte {
        case UInt8(ascii: "."):
            guard bytes[start...].starts(with: "...".utf8) else {
                throw error("A single dot means nothing.", at: start)
            }
            position += 3
            return (.spread, start)
        case UInt8(ascii: "\""): return (.string(try string()), start)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return (try number(), start)
        case _ where "!$&():=@[]{|}".utf8.contains(byte):
            position += 1
            return (.punctuator(byte), start)
        case _ where Self.beginsName(byte):
            position += 1
            while position < bytes.count, Self.continuesName(bytes[position]) { position += 1 }
            return (.name(String(decoding: bytes[start..<position], as: UTF8.self)), start)
        default: throw error("A character stands here that no document has outside strings.", at: start)
        }
    }

    /// Blanks, line ends, commas, comments and byte order marks.
    private mutating func skipIgnored() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","): position += 1
            case UInt8(ascii: "#"):
                while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            case 0xEF where bytes[position...].starts(with: [0xEF, 0xBB, 0xBF]): position += 3
            default: return
            }
        }
    }

    private mutating func number() throws(GraphQLError) -> GraphQLToken {
        let start = position
        var isWhole = true
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        guard skipDigits() else { throw error("A number has digits.", at: start) }
        if bytes[first] == UInt8(ascii: "0"), position > first + 1 {
            throw error("A number does not begin with a zero.", at: start)
        }
        if peek == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            guard skipDigits() else { throw error("A digit follows the point.", at: start) }
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            isWhole = false
            position += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() else { throw error("An exponent has digits.", at: start) }
        }
        if let next = peek, next == UInt8(ascii: ".") || Self.beginsName(next) {
            throw error("A number ends before a letter or a point.", at: position)
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw error("The number is too large.", at: start) }
        return .number(value)
    }

    private mutating func skipDigits() -> Bool {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position > start
    }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private static func beginsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func continuesName(_ byte: UInt8) -> Bool {
        beginsName(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    func error(_ message: String, at offset: Int) -> GraphQLError {
        GraphQLError(message, at: Self.location(of: offset, in: bytes))
    }

    static func location(of offset: Int, in bytes: [UInt8]) -> GraphQLLocation {
        var line = 1, column = 1
        for (index, byte) in bytes[..<min(offset, bytes.count)].enumerated() {
            if byte == 0x0A && index > 0 && bytes[index - 1] == 0x0D { continue }
            if byte == 0x0A || byte == 0x0D {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                // Characters, not bytes: the rest of one in UTF-8 does not count.
                column += 1
            }
        }
        return GraphQLLocation(line: line, column: column)
    }
}
