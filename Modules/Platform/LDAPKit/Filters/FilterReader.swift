/// Reads RFC 4515 section 3 strictly: no blanks between the parts, no bare item without parentheses.
struct FilterReader {
    private let bytes: [UInt8]
    private var position = 0
    private var parts = TemplateParts()
    /// Deeper than any sensible filter, and safe for the stack here and in a server.
    private static let deepest = 32
    private static let longest = 8_192

    static func read(_ text: String) throws(LDAPTemplateError) -> [TemplatePart] {
        guard text.utf8.count <= longest else { throw .tooLong }
        var reader = FilterReader(bytes: Array(text.utf8))
        try reader.filter(depth: 0)
        guard reader.position == reader.bytes.count else { throw .syntax(at: reader.position) }
        return reader.parts.finished
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }
    private var wrong: LDAPTemplateError { .syntax(at: position) }

    private mutating func expect(_ character: Unicode.Scalar) throws(LDAPTemplateError) {
        guard next == UInt8(ascii: character) else { throw wrong }
        take()
    }

    private mutating func take() {
        parts.append(bytes[position])
        position += 1
    }

    private mutating func filter(depth: Int) throws(LDAPTemplateError) {
        guard depth < Self.deepest else { throw .tooDeep }
        try expect("(")
        switch next {
        case UInt8(ascii: "&"), UInt8(ascii: "|"):
            take()
            while next == UInt8(ascii: "(") { try filter(depth: depth + 1) }
        case UInt8(ascii: "!"):
            take()
            try filter(depth: depth + 1)
        default: try item()
        }
        try expect(")")
    }

    private mutating func item() throws(LDAPTemplateError) {
        let start = position
        while let byte = next, !Self.endsName.contains(byte) { take() }
        let isNamed = position > start
        guard !isNamed || LDAPAttributeName.isValid(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw .syntax(at: start)
        }
        switch next {
        case UInt8(ascii: ":"):
            try rule(isNamed: isNamed)
            try value(mayHoldAsterisks: false)
        case UInt8(ascii: "~"), UInt8(ascii: ">"), UInt8(ascii: "<"):
            guard isNamed else { throw wrong }
            take()
            try expect("=")
            try value(mayHoldAsterisks: false)
        default:
            guard isNamed else { throw wrong }
            try expect("=")
            try value(mayHoldAsterisks: true)
        }
    }

    private static let endsName = Set("=~<>:()*\\{}&|!".utf8)

    /// `[":dn"] [":" rule] ":="`; without a name the rule has to be there.
    private mutating func rule(isNamed: Bool) throws(LDAPTemplateError) {
        let start = position
        while next == UInt8(ascii: ":") {
            take()
            while let byte = next, !Self.endsName.contains(byte) { take() }
        }
        let words = bytes[start..<position].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            .dropFirst().map { String(decoding: $0, as: UTF8.self) }
        guard words.last == "" else { throw wrong }
        var named = words.dropLast()[...]
        if named.first?.lowercased() == "dn" { named = named.dropFirst() }
        guard named.count <= 1, named.allSatisfy(LDAPAttributeName.isValid), isNamed || named.count == 1 else {
            throw .syntax(at: start)
        }
        try expect("=")
    }

    private mutating func value(mayHoldAsterisks: Bool) throws(LDAPTemplateError) {
        var afterAsterisk = false
        while let byte = next, byte != UInt8(ascii: ")") {
            let isAsterisk = byte == UInt8(ascii: "*")
            switch byte {
            case UInt8(ascii: "*"):
                // Two in a row would stand for an empty piece.
                guard mayHoldAsterisks, !afterAsterisk else { throw wrong }
                take()
            case UInt8(ascii: "\\"):
                guard position + 2 < bytes.count, Hexadecimal.digit(bytes[position + 1]) != nil,
                    Hexadecimal.digit(bytes[position + 2]) != nil
                else { throw wrong }
                for _ in 0..<3 { take() }
            case UInt8(ascii: "{"): position = try parts.placeholder(in: bytes, at: position)
            case 0, UInt8(ascii: "("), UInt8(ascii: "}"): throw wrong
            default: take()
            }
            afterAsterisk = isAsterisk
        }
    }
}
