extension DirectoryTree {
    /// All modifications or none (RFC 4511 section 4.6).
    mutating func modify(
        _ dn: String, _ changes: [LDAPRequest.Modification], at milliseconds: Int64
    ) throws(Refusal) {
        var entry = try existing(dn)
        for change in changes { try entry.apply(change) }
        var named = entry
        named.addNamingValues()
        guard named.attributes.map(\.values.count) == entry.attributes.map(\.values.count) else {
            throw Refusal(.notAllowedOnRDN, "the entry's name needs the value")
        }
        guard !entry.attributes(of: AttributeType.objectClass.key).isEmpty else {
            throw Refusal(.objectClassViolation, "an entry needs an objectClass")
        }
        replace(entry, at: milliseconds)
        rebuild()
    }
}

extension Entry {
    fileprivate mutating func apply(_ change: LDAPRequest.Modification) throws(Refusal) {
        let given = try DirectoryTree.accepted(change.description, change.values)
        let place = attributes.firstIndex { $0.description.isSame(as: given.description) }
        switch change.kind {
        case .add:
            guard !given.values.isEmpty else { throw Refusal(.protocolError, "nothing to add is given") }
            guard let place else { return attributes.append(given) }
            guard !given.keys.contains(where: attributes[place].keys.contains) else {
                throw Refusal(.attributeOrValueExists, "\(change.description) has the value already")
            }
            for value in given.values { attributes[place].append(value) }
        case .delete:
            guard let place else { throw Refusal(.noSuchAttribute, "there is no \(change.description)") }
            for value in given.values {
                guard attributes[place].remove(value) else {
                    throw Refusal(.noSuchAttribute, "\(change.description) has no such value")
                }
            }
            if given.values.isEmpty || attributes[place].values.isEmpty { attributes.remove(at: place) }
        case .replace:
            switch (place, given.values.isEmpty) {
            case (let place?, true): attributes.remove(at: place)
            case (let place?, false): attributes[place] = given
            case (nil, false): attributes.append(given)
            case (nil, true): break
            }
        }
    }
}
