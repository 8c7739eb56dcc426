extension DirectoryTree {
    /// RFC 4511 section 4.10.
    func compare(_ dn: String, _ attribute: String, _ value: [UInt8]) throws(Refusal) -> LDAPResult {
        let entry = try existing(dn)
        guard let description = AttributeDescription(attribute), knows(description.type) else {
            throw Refusal(.undefinedAttributeType, "the attribute is not known here")
        }
        if description.type.key == AttributeType.userPassword.key {
            let stored = entry.attributes(of: description.type.key).flatMap(\.values)
            guard !stored.isEmpty else { throw Refusal(.noSuchAttribute) }
            return LDAPResult(stored.contains { StoredPassword.matches(value, $0) } ? .compareTrue : .compareFalse)
        }
        let found = EntryView(entry: entry, tree: self).attributes(of: description.type)
            .filter { description.covers($0.description) }
        guard !found.isEmpty else { throw Refusal(.noSuchAttribute) }
        guard let asserted = MatchKey(value, description.type.syntax) else {
            throw Refusal(.invalidAttributeSyntax, "the value does not have the syntax of the attribute")
        }
        return LDAPResult(found.contains { $0.keys.contains(asserted) } ? .compareTrue : .compareFalse)
    }

    /// The entry an operation is about.
    func existing(_ dn: String) throws(Refusal) -> Entry {
        guard let name = DistinguishedName(dn) else { throw Refusal(.invalidDNSyntax, "the name is no DN") }
        guard let entry = self[name] else {
            throw Refusal(.noSuchObject, matchedDN: nearestAncestor(of: name))
        }
        return entry
    }
}
