extension DirectoryTree {
    /// RFC 4511 section 4.8.
    mutating func delete(_ dn: String) throws(Refusal) {
        let entry = try existing(dn)
        guard !hasChildren(entry.dn) else { throw Refusal(.notAllowedOnNonLeaf, "there are entries below") }
        remove(entry.dn)
    }

    /// Renames and moves an entry with all that is below it (RFC 4511 section 4.9).
    mutating func rename(_ change: LDAPRequest.ModifyDN, at milliseconds: Int64) throws(Refusal) {
        var entry = try existing(change.dn)
        guard let name = DistinguishedName(change.newRDN), name.rdns.count == 1 else {
            throw Refusal(.invalidDNSyntax, "the new name is no RDN")
        }
        let parent: DistinguishedName?
        if let superior = change.newSuperior {
            parent = try existing(superior).dn
        } else {
            parent = self[key: entry.dn.parentKey]?.dn
        }
        let target = name.below(parent ?? entry.dn.parent)
        guard parent?.isWithin(entry.dn) != true else {
            throw Refusal(.unwillingToPerform, "an entry can't be moved below itself")
        }
        guard target == entry.dn || self[target] == nil else { throw Refusal(.entryAlreadyExists) }
        if change.deletesOldRDN {
            for part in entry.dn.leaf {
                for index in entry.attributes.indices.reversed()
                where entry.attributes[index].description.type.key == AttributeType(named: part.attribute).key {
                    _ = entry.attributes[index].remove(part.value)
                    if entry.attributes[index].values.isEmpty { entry.attributes.remove(at: index) }
                }
            }
        }
        let old = entry.dn
        replace(entry, at: milliseconds)
        move(old, to: target)
        if var moved = self[target] {
            moved.addNamingValues()
            replace(moved, at: milliseconds)
            rebuild()
        }
    }
}
