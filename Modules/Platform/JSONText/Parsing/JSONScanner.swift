/// A position in a text, moved forward by one method for each production of the grammar.
struct JSONScanner {
    let bytes: [UInt8]
    let options: JSONOptions
    var position = 0
    private var depth = 0

    init(_ bytes: [UInt8], _ options: JSONOptions) {
        self.bytes = bytes
        self.options = options
    }

    /// The byte at the position; `nil` at the end.
    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    func problem(_ message: String, at place: Int? = nil) -> JSONSyntaxError {
        JSONSyntaxError(message, at: place ?? position, in: bytes)
    }

    mutating func document() throws(JSONSyntaxError) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw problem("A byte order mark is not accepted.") }
        try skipBlank()
        let result = try value()
        try skipBlank()
        guard position == bytes.count else { throw problem("There is more text after the value.") }
        return result
    }

    private mutating func value() throws(JSONSyntaxError) -> JSONValue {
        switch current {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "'") where options.isRelaxed: return .string(try string())
        case UInt8(ascii: "{"): return .object(try object())
        case UInt8(ascii: "["): return .array(try array())
        case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try number()
        case UInt8(ascii: "t") where take("true"): return .bool(true)
        case UInt8(ascii: "f") where take("false"): return .bool(false)
        case UInt8(ascii: "n") where take("null"): return .null
        case nil: throw problem("The text ends where a value should be.")
        default: throw problem("A value should be here.")
        }
    }

    /// Moves over the word if it stands here and no longer word does.
    private mutating func take(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<end]) }),
            end == bytes.count || !Self.continuesName(bytes[end])
        else { return false }
        position = end
        return true
    }

    private mutating func enter() throws(JSONSyntaxError) {
        guard depth < options.maximumDepth else {
            throw problem("The nesting is deeper than \(options.maximumDepth) levels.")
        }
        depth += 1
        position += 1
    }

    private mutating func array() throws(JSONSyntaxError) -> [JSONValue] {
        try enter()
        defer { depth -= 1 }
        var elements: [JSONValue] = []
        try skipBlank()
        while current != UInt8(ascii: "]") {
            elements.append(try value())
            guard try separator(before: UInt8(ascii: "]")) else { break }
        }
        position += 1
        return elements
    }

    private mutating func object() throws(JSONSyntaxError) -> JSONObject {
        try enter()
        defer { depth -= 1 }
        var members = JSONObject()
        try skipBlank()
        while current != UInt8(ascii: "}") {
            let start = position
            let name = try key()
            try skipBlank()
            guard current == UInt8(ascii: ":") else { throw problem("A colon should follow the key.") }
            position += 1
            try skipBlank()
            guard members.insert(name, try value()) else {
                throw problem("The key \(Self.quoted(name)) stands in the same object twice.", at: start)
            }
            guard try separator(before: UInt8(ascii: "}")) else { break }
        }
        position += 1
        return members
    }

    /// Moves over the comma, or to the closing bracket.
    /// - Returns: whether another element must follow; after a trailing comma, where one is accepted, the caller's
    ///   loop sees the bracket.
    private mutating func separator(before closing: UInt8) throws(JSONSyntaxError) -> Bool {
        try skipBlank()
        if current == closing { return false }
        guard current == UInt8(ascii: ",") else {
            throw problem("A comma or \"\(Character(Unicode.Scalar(closing)))\" should be here.")
        }
        let comma = position
        position += 1
        try skipBlank()
        if current == closing, !options.isRelaxed { throw problem("A comma stands before the end.", at: comma) }
        return true
    }

    private mutating func key() throws(JSONSyntaxError) -> String {
        switch current {
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "'") where options.isRelaxed: return try string()
        case let byte? where options.isRelaxed && Self.beginsName(byte):
            let start = position
            while let byte = current, Self.continuesName(byte) { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        default: throw problem("A key in quotation marks should be here.")
        }
    }

    /// Names without quotation marks are ASCII: letters, digits, `_` and `$`.
    private static func beginsName(_ byte: UInt8) -> Bool {
        continuesName(byte) && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    static func continuesName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
            true
        default: false
        }
    }

    /// A key as JSON would write it, cut to a length that fits a message.
    private static func quoted(_ key: String) -> String {
        var text: [UInt8] = []
        text.appendJSONString(String(key.unicodeScalars.prefix(64)))
        return String(decoding: text, as: UTF8.self)
    }
}
