/// One thing that may be done: an action on a resource of a type. What is `nil` stands for any.
///
/// As text `type:action` or `type/id:action`, with `*` for any: `users:read`, `model/m-one:put`, `model:*`.
package struct Permission: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// In UTF-8, of type and action each.
    package static let maximumWordBytes = 64
    package static let maximumIDBytes = 255

    package let type: String
    /// Compared byte by byte, as stores do: what Unicode takes for the same text may be two resources.
    package let id: String?
    package let action: String?

    package init(_ type: String, id: String? = nil, action: String? = nil) {
        self.type = type
        self.id = id
        self.action = action
    }

    package init(_ right: Right) { self.init(right.type, action: right.action) }

    /// - Returns: `nil` for a text of another form.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        let action = text[text.index(after: colon)...]
        let subject = text[..<colon]
        let slash = subject.firstIndex(of: "/")
        let type = subject[..<(slash ?? subject.endIndex)]
        let id = slash.map { subject[subject.index(after: $0)...] }
        guard Self.isWord(type), action == "*" || Self.isWord(action) else { return nil }
        if let id, id != "*", !Self.isFitID(id) { return nil }
        self.init(
            String(type), id: id.flatMap { $0 == "*" ? nil : String($0) },
            action: action == "*" ? nil : String(action))
    }

    /// Whether whoever holds this permission may do everything that `other` speaks of.
    package func covers(_ other: Permission) -> Bool {
        type == other.type && (id == nil || hasID(of: other)) && (action == nil || action == other.action)
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.type == right.type && left.hasID(of: right) && left.action == right.action
    }

    private func hasID(of other: Permission) -> Bool {
        guard let id, let otherID = other.id else { return id == nil && other.id == nil }
        return id.utf8.elementsEqual(otherID.utf8)
    }

    package var description: String { "\(type)\(id.map { "/\($0)" } ?? ""):\(action ?? "*")" }

    package static func < (left: Self, right: Self) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }

    /// Whether a resource type or an action can have that name.
    package static func isWord(_ text: some StringProtocol) -> Bool {
        (1...maximumWordBytes).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
                default: false
                }
            }
    }

    /// Whether the text can name one resource.
    package static func isFitID(_ text: some StringProtocol) -> Bool {
        (1...maximumIDBytes).contains(text.utf8.count) && !text.unicodeScalars.contains(where: NameRules.isUnfit)
    }
}
