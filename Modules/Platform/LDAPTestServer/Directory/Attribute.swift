/// One attribute of an entry with its values.
struct Attribute: Sendable {
    /// As it was written.
    let name: String
    let description: AttributeDescription
    private(set) var values: [[UInt8]]
    /// The values in the form in which they are compared, in the same order.
    private(set) var keys: [MatchKey]

    /// - Returns: `nil` when the name can be none.
    init?(_ name: String, _ values: [[UInt8]]) {
        guard let description = AttributeDescription(name) else { return nil }
        self.name = name
        self.description = description
        self.values = values
        keys = values.map { MatchKey(stored: $0, description.type.syntax) }
    }

    init(_ name: StaticString, texts: [String]) {
        guard let attribute = Attribute("\(name)", texts.map { Array($0.utf8) }) else {
            preconditionFailure("\(name) is no attribute")
        }
        self = attribute
    }

    func key(of value: [UInt8]) -> MatchKey { MatchKey(stored: value, description.type.syntax) }

    mutating func append(_ value: [UInt8]) {
        values.append(value)
        keys.append(key(of: value))
    }

    /// - Returns: whether it was there.
    mutating func remove(_ value: [UInt8]) -> Bool {
        guard let index = keys.firstIndex(of: key(of: value)) else { return false }
        values.remove(at: index)
        keys.remove(at: index)
        return true
    }
}
