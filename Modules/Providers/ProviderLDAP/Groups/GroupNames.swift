import LDAPKit

/// Every name by which a mapping may mean a group: its DN as the directory writes it, the same in one fixed spelling,
/// and its plain name where that says which group is meant.
enum GroupNames {
    static func names(of dn: DistinguishedName, _ groups: GroupSettings) -> Set<String> {
        var names: Set = [dn.text, dn.canonical]
        if let plain = plainName(of: dn, groups) { names.insert(plain) }
        return names
    }

    /// Of all groups.
    static func names(of found: [FoundGroup], _ groups: GroupSettings) -> Set<String> {
        found.reduce(into: []) { $0.formUnion(names(of: $1.dn, groups)) }
    }

    /// `nil` where the name alone would let a group of another place pass for this one: below another branch, with a
    /// name that reads as the DN of a group, or with one that is not the whole of what sets it apart from its neighbours.
    /// What else the entry says its name is, is not asked: others may have the same.
    static func plainName(of dn: DistinguishedName, _ groups: GroupSettings) -> String? {
        guard groups.names == .subtree || dn.parent == groups.base else { return nil }
        guard let parts = dn.rdns.first?.parts, parts.count == 1,
            parts[0].type.lowercased() == groups.name.text.lowercased()
        else { return nil }
        let name = parts[0].string
        return name.flatMap(Self.dn) == nil ? name : nil
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
    /// From the group that the person is in to the one before this; empty for that group itself.
    let path: [DistinguishedName]
}
