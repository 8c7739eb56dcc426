/// One entry. What the server works out, such as memberOf, is not kept in it.
struct Entry: Sendable {
    /// Grows from entry to entry: the order of search results, and the place in a paged one.
    let number: Int
    /// What the entryUUID is made from: stays when the entry is renamed.
    let origin: String
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
