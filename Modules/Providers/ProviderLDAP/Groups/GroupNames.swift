import LDAPKit

/// Every name by which a mapping may mean a group: its DN as the directory writes it, the same in one fixed spelling,
/// and its plain name where that says which group is meant.
enum GroupNames {
    static func names(of dn: DistinguishedName, _ groups: GroupSettings, entry: LDAPEntry?) -> Set<String> {
        var names: Set = [dn.text, dn.canonical]
        if let plain = plainName(of: dn, groups, entry: entry) { names.insert(plain) }
        return names
    }

    /// Of all groups.
    static func names(of found: [FoundGroup], _ groups: GroupSettings) -> Set<String> {
        found.reduce(into: []) { $0.formUnion(names(of: $1.dn, groups, entry: $1.entry)) }
    }

    /// `nil` where the name alone would let a group of another place pass for this one: below another branch, or with a
    /// name that reads as the DN of a group.
    static func plainName(of dn: DistinguishedName, _ groups: GroupSettings, entry: LDAPEntry?) -> String? {
        guard groups.names == .subtree || dn.parent == groups.base else { return nil }
        guard let name = ownName(of: dn, groups, entry), Self.dn(name) == nil else { return nil }
        return name
    }

    /// The value that the DN carries: it is unique among its neighbours, where further values of the attribute are not.
    private static func ownName(
        of dn: DistinguishedName, _ groups: GroupSettings, _ entry: LDAPEntry?
    ) -> String? {
        let wanted = groups.name.text.lowercased()
        if let part = dn.rdns.first?.parts.first(where: { $0.type.lowercased() == wanted }) { return part.string }
        let values = entry?.strings(groups.name.text) ?? []
        return values.count == 1 ? values[0] : nil
    }

    /// - Returns: `nil` for what is no DN, for example a plain name.
    static func dn(_ text: String) -> DistinguishedName? {
        guard let name = try? DistinguishedName(text), !name.rdns.isEmpty else { return nil }
        return name
    }
}

/// A group that counts for a person, and how it was come to.
struct FoundGroup: Hashable, Sendable {
    let dn: DistinguishedName
    /// `nil` when the person's own attribute named it and it was not read.
    let entry: LDAPEntry?
    /// From the group that the person is in to the one before this; empty for that group itself.
    let path: [DistinguishedName]
}
