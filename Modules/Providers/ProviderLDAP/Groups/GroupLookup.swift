import LDAPKit

/// Finds the groups of one person, those above them included.
struct GroupLookup {
    let groups: GroupSettings
    let memberOf: LDAPAttributeName
    let pageSize: Int
    /// Groups asked for at once while climbing. With 1 each group knows how it was come to.
    var batch = 50

    /// - Returns: `nil` when groups are not asked for.
    func groups(of person: Person, over connection: LDAPConnection) throws(LDAPFailure) -> [FoundGroup]? {
        try connection.within(connection.answerTimeout) { () throws(LDAPFailure) in
            try allGroups(of: person, over: connection)
        }
    }

    private func allGroups(
        of person: Person, over connection: LDAPConnection
    ) throws(LDAPFailure) -> [FoundGroup]? {
        let direct: [FoundGroup]
        switch groups.via {
        case .none: return nil
        case .memberOf: direct = try named(by: person, over: connection)
        case .search: direct = try holding(person, over: connection)
        }
        return groups.needsClimbing ? try climb(from: direct, over: connection) : try direct.withinLimits()
    }

    private func holding(_ person: Person, over connection: LDAPConnection) throws(LDAPFailure) -> [FoundGroup] {
        let question: LDAPFilter
        switch groups.memberIs {
        case .attribute(let attribute):
            let values = person.entry.strings(attribute.text)
            guard !values.isEmpty else { return [] }
            question = .or(values.flatMap { value in groups.member.map { .equals($0, value) } })
        case .dn where groups.isInChain && groups.isNested:
            question = .or(groups.member.map { .extensible($0, rule: Self.inChain, person.dn.text) })
        case .dn: question = groups.holding([person.dn])
        }
        return try search(question, over: connection)
    }

    /// LDAP_MATCHING_RULE_TRANSITIVE_EVAL, MS-ADTS section 3.1.1.3.4.4.3.
    private static let inChain: LDAPAttributeName = "1.2.840.113556.1.4.1941"

    private func named(by person: Person, over connection: LDAPConnection) throws(LDAPFailure) -> [FoundGroup] {
        let named = try person.entry.wholeList(memberOf).compactMap(GroupNames.dn).filter(groups.counts)
        guard groups.filterIsOwn else { return named.map { FoundGroup(dn: $0, path: []) } }
        var found: [FoundGroup] = []
        for start in stride(from: 0, to: named.count, by: batch) {
            let some = named[start..<min(start + batch, named.count)]
            found += try search(.or(some.map { .equals(groups.nameAttribute, $0.text) }), over: connection)
        }
        return found
    }

    private func search(_ question: LDAPFilter, over connection: LDAPConnection) throws(LDAPFailure) -> [FoundGroup] {
        try connection.everything(groups.search(question, attributes: ["1.1"], pageSize: pageSize))
            .compactMap { entry in
                guard let dn = GroupNames.dn(entry.dn), groups.counts(dn) else { return nil }
                return FoundGroup(dn: dn, path: [])
            }
    }

    /// Level by level; a group that was seen is not climbed again, so that a circle ends.
    private func climb(from direct: [FoundGroup], over connection: LDAPConnection) throws(LDAPFailure) -> [FoundGroup] {
        var all = try direct.withinLimits(), seen = Set(direct.map(\.dn)), level = direct
        for _ in 0..<groups.depth where !level.isEmpty {
            var next: [FoundGroup] = []
            for start in stride(from: 0, to: level.count, by: batch) {
                let below = Array(level[start..<min(start + batch, level.count)])
                for group in try search(groups.holding(below.map(\.dn)), over: connection)
                where seen.insert(group.dn).inserted {
                    let path = below.count == 1 ? below[0].path + [below[0].dn] : []
                    next.append(FoundGroup(dn: group.dn, path: path))
                }
            }
            all = try (all + next).withinLimits()
            level = next
        }
        return all
    }
}
