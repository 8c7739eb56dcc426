/// A value in the form in which two that match are equal.
enum MatchKey: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case octets([UInt8])

    /// - Returns: `nil` when the value does not have the syntax: an assertion with it is undefined.
    init?(_ value: [UInt8], _ syntax: AttributeType.Syntax) {
        if syntax == .octets {
            self = .octets(value)
            return
        }
        guard let text = String(validating: value, as: UTF8.self) else { return nil }
        switch syntax {
        case .text, .time: self = .text(Self.squeezed(text.lowercased()))
        case .exact: self = .text(Self.squeezed(text))
        case .phone: self = .text(text.lowercased().filter { $0 != " " && $0 != "-" })
        case .integer:
            guard let number = Int64(text) else { return nil }
            self = .integer(number)
        case .dn:
            guard let dn = DistinguishedName(text) else { return nil }
            self = .text(dn.key)
        case .octets: return nil
        }
    }

    /// A key for a value that is stored: what does not have the syntax matches only itself.
    init(stored value: [UInt8], _ syntax: AttributeType.Syntax) { self = MatchKey(value, syntax) ?? .octets(value) }

    /// Whether it stands before or at the other; `nil` for what has no order.
    func isAtMost(_ other: MatchKey) -> Bool? {
        switch (self, other) {
        case (.text(let left), .text(let right)): left <= right
        case (.integer(let left), .integer(let right)): left <= right
        default: nil
        }
    }

    /// No space at the ends, one where there are many (RFC 4518 section 2.6.1).
    static func squeezed(_ text: String) -> String {
        guard text.utf8.first == 0x20 || text.utf8.last == 0x20 || text.contains("  ") else { return text }
        return text.split(separator: " ").joined(separator: " ")
    }
}
