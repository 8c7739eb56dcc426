/// Text as it stands, or a place for a value.
enum TemplatePart: Hashable, Sendable {
    case literal(String)
    case placeholder(String)

    var placeholder: String? { if case .placeholder(let name) = self { name } else { nil } }
}

/// Collects the parts of a template as they are read.
struct TemplateParts {
    private var parts: [TemplatePart] = []
    private var literal: [UInt8] = []

    mutating func append(_ byte: UInt8) { literal.append(byte) }

    /// Reads `{name}`, where a name is small letters.
    /// - Returns: the position behind it.
    mutating func placeholder(in bytes: [UInt8], at start: Int) throws(LDAPTemplateError) -> Int {
        let name = bytes[(start + 1)...].prefix { 0x61...0x7A ~= $0 }
        guard !name.isEmpty, name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: "}") else {
            throw .syntax(at: start)
        }
        endLiteral()
        parts.append(.placeholder(String(decoding: name, as: UTF8.self)))
        return name.endIndex + 1
    }

    private mutating func endLiteral() {
        guard !literal.isEmpty else { return }
        parts.append(.literal(String(decoding: literal, as: UTF8.self)))
        literal = []
    }

    var finished: [TemplatePart] {
        var copy = self
        copy.endLiteral()
        return copy.parts
    }
}

/// Why a template can't be used.
package enum LDAPTemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// - Parameter at: bytes from the beginning.
    case syntax(at: Int)
    case tooLong
    case tooDeep
    /// A place stands where it would not be the value of an attribute.
    case placeholder
    /// No value was given for that place.
    case missing(String)
    case empty(String)

    package var description: String {
        switch self {
        case .syntax(let position): "is not well formed at character \(position + 1)"
        case .tooLong: "is longer than 8192 bytes"
        case .tooDeep: "is nested deeper than 32 levels"
        case .placeholder: "has a {place} that is not the value of an attribute"
        case .missing(let name): "has a place {\(name)} that nothing fills"
        case .empty(let name): "has a place {\(name)} that would stay empty"
        }
    }
}
