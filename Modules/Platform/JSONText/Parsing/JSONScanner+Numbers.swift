extension JSONScanner {
    /// No number that anything here could mean is longer, and a longer one would only cost time (RFC 8259 section 6
    /// allows limits).
    private static let maximumNumberLength = 128

    mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        try integerPart(from: start)
        var isInteger = true
        if current == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isInteger = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        if let byte = current, Self.continuesName(byte) || byte == UInt8(ascii: ".") {
            throw problem("The number is malformed.", at: start)
        }
        guard position - start <= Self.maximumNumberLength else { throw problem("The number is too long.", at: start) }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger {
            guard let value = Int64(text) else { throw problem("The number is out of range.", at: start) }
            return .integer(value)
        }
        guard let value = Double(text), value.isFinite else { throw problem("The number is out of range.", at: start) }
        return .number(value)
    }

    private mutating func integerPart(from start: Int) throws(JSONSyntaxError) {
        let first = position
        try digits()
        if bytes[first] == UInt8(ascii: "0"), position > first + 1 {
            throw problem("A number has no leading zero.", at: start)
        }
    }

    private mutating func digits() throws(JSONSyntaxError) {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw problem("A digit should be here.") }
    }
}
