extension DirectoryTree {
    /// RFC 4511 section 4.7.
    mutating func add(
        _ dn: String, _ attributes: [(description: String, values: [[UInt8]])], at milliseconds: Int64
    ) throws(Refusal) {
        guard let name = DistinguishedName(dn), !name.isEmpty else {
            throw Refusal(.invalidDNSyntax, "the name is no DN")
        }
        guard self[name] == nil else { throw Refusal(.entryAlreadyExists) }
        guard entries.isEmpty || self[key: name.parentKey] != nil else {
            throw Refusal(.noSuchObject, "there is no entry to put it below", matchedDN: nearestAncestor(of: name))
        }
        var accepted: [Attribute] = []
        for (description, values) in attributes {
            let attribute = try Self.accepted(description, values)
            guard !values.isEmpty else { throw Refusal(.protocolError, "\(description) has no value") }
            guard !accepted.contains(where: { $0.description.isSame(as: attribute.description) }) else {
                throw Refusal(.attributeOrValueExists, "\(description) comes twice")
            }
            accepted.append(attribute)
        }
        guard accepted.contains(where: { $0.description.type.key == AttributeType.objectClass.key }) else {
            throw Refusal(.objectClassViolation, "an entry needs an objectClass")
        }
        append(name, accepted, at: milliseconds, isNew: true)
        rebuild()
    }

    /// Values that a client may write.
    static func accepted(_ description: String, _ values: [[UInt8]]) throws(Refusal) -> Attribute {
        guard let attribute = Attribute(description, values) else {
            throw Refusal(.undefinedAttributeType, "\(description) can be no attribute")
        }
        let type = attribute.description.type
        guard !type.isMadeHere else { throw Refusal(.constraintViolation, "\(description) is the server's to write") }
        guard values.allSatisfy({ MatchKey($0, type.syntax) != nil }) else {
            throw Refusal(.invalidAttributeSyntax, "a value of \(description) does not have its syntax")
        }
        guard Set(attribute.keys).count == values.count else {
            throw Refusal(.attributeOrValueExists, "a value of \(description) comes twice")
        }
        return attribute
    }
}

extension AttributeDescription {
    /// The same type with the same options.
    func isSame(as other: AttributeDescription) -> Bool { type.key == other.type.key && options == other.options }
}
