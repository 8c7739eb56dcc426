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

/// One entry. What the server works out, such as memberOf, is not kept in it.
struct Entry: Sendable {
    /// Grows from entry to entry: the order of search results, and the place in a paged one.
    let number: Int
    var dn: DistinguishedName
    var attributes: [Attribute]
    /// Milliseconds since 1970-01-01T00:00:00Z.
    let createdAt: Int64
    var modifiedAt: Int64

    /// All attributes of a type, whatever their options.
    func attributes(of key: String) -> [Attribute] { attributes.filter { $0.description.type.key == key } }

    /// The name of an entry is among its attributes (RFC 4512 section 2.3.1): what is missing is added.
    mutating func addNamingValues() {
        for part in dn.leaf {
            guard let fresh = Attribute(part.attribute, [part.value]) else { continue }
            let place = attributes.firstIndex {
                $0.description.type.key == fresh.description.type.key && $0.description.options.isEmpty
            }
            if let place {
                if !attributes[place].keys.contains(fresh.keys[0]) { attributes[place].append(part.value) }
            } else {
                attributes.append(fresh)
            }
        }
    }
}
