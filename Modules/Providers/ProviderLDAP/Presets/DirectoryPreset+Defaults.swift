import LDAPKit

extension DirectoryPreset {
    func defaults(below base: DistinguishedName) -> (PeopleSettings, AttributeMap, GroupSettings) {
        (
            PeopleSettings(
                base: Self.name(peopleBelow, below: base), scope: .subtree, filter: Self.filter(peopleFilter),
                login: login),
            attributes,
            GroupSettings(
                base: Self.name(groupsBelow, below: base), scope: .subtree, filter: Self.filter(groupFilter),
                filterIsOwn: false, name: "cn", member: member, memberIs: .dn, via: via, isNested: true, depth: 10,
                isInChain: isInChain, memberOfIsComplete: memberOfIsComplete, names: .base,
                nameAttribute: nameAttribute)
        )
    }

    private static func name(_ below: String?, below base: DistinguishedName) -> DistinguishedName {
        guard let below, !base.rdns.isEmpty else { return base }
        return (try? DistinguishedName("\(below),\(base.text)")) ?? base
    }

    /// Of the table, whose filters a test reads.
    private static func filter(_ text: String) -> LDAPFilter {
        guard let filter = try? LDAPFilterTemplate(text).filter([String: String]()) else {
            preconditionFailure("no filter: \(text)")
        }
        return filter
    }
}
