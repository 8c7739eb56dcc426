extension JSONScanner {
    /// Moves over white space and, where accepted, comments.
    mutating func skipBlank() throws(JSONSyntaxError) {
        while let byte = current {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "/") where options.isRelaxed: try skipComment()
            default: return
            }
        }
    }

    private mutating func skipComment() throws(JSONSyntaxError) {
        let start = position
        position += 1
        switch current {
        case UInt8(ascii: "/"):
            position = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        case UInt8(ascii: "*"):
            position += 1
            try skipBlock(from: start)
        default:
            throw problem("A comment begins with // or /*.", at: start)
        }
        guard String(validating: bytes[start..<position], as: UTF8.self) != nil else {
            throw problem("The comment is not UTF-8.", at: start)
        }
    }

    private mutating func skipBlock(from start: Int) throws(JSONSyntaxError) {
        while position + 1 < bytes.count {
            if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") {
                position += 2
                return
            }
            position += 1
        }
        throw problem("The comment has no end.", at: start)
    }
}
