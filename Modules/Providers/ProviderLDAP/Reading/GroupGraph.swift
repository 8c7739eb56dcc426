import LDAPKit

/// All groups that count, read once, so that the groups of any number of people cost no further question.
struct GroupGraph {
    struct Node: NamedGroup {
        let dn: DistinguishedName
        let names: Set<String>
        let admits: Bool
    }

    private var nodes: [Node] = []
    /// Groups by what they name as a member: a DN, or with `memberIs` a value.
    private var byMember: [DistinguishedName: [Int]] = [:]
    private var byValue: [String: [Int]] = [:]
    private var byName: [DistinguishedName: Int] = [:]
    /// Groups above each, where the groups themselves say so.
    private var named: [[DistinguishedName]] = []

    private let directory: DirectorySettings
    private let reads: Bool
    private var groups: GroupSettings { directory.groups }

    init(_ directory: DirectorySettings, over connection: LDAPConnection) throws(LDAPFailure) {
        self.directory = directory
        reads = directory.groups.isReadForAll
        guard reads else { return }
        let attributes = groups.isNamedByPeople ? [directory.attributes.memberOf] : groups.member
        let search = groups.search(nil, attributes: attributes, pageSize: directory.pageSize)
        try connection.everything(search) { entries throws(LDAPFailure) in
            for entry in entries {
                guard let dn = GroupNames.dn(entry.dn), groups.counts(dn) else { continue }
                try add(dn, entry)
            }
            return true
        }
    }

    private mutating func add(_ dn: DistinguishedName, _ entry: LDAPEntry) throws(LDAPFailure) {
        let index = nodes.count
        nodes.append(node(dn))
        byName[dn] = index
        guard !groups.isNamedByPeople else {
            named.append(try entry.wholeList(directory.attributes.memberOf).compactMap(GroupNames.dn))
            return
        }
        for attribute in groups.member {
            for value in try entry.wholeList(attribute) {
                if groups.memberIs == .dn {
                    if let member = GroupNames.dn(value) { byMember[member, default: []].append(index) }
                } else {
                    byValue[value, default: []].append(index)
                }
            }
        }
    }

    private func node(_ dn: DistinguishedName) -> Node {
        let found = FoundGroup(dn: dn, path: [])
        return Node(
            dn: dn, names: GroupNames.names(of: dn, groups),
            admits: directory.admission.admits([found], groups))
    }

    /// - Returns: `nil` when groups are not asked for.
    func groups(of person: Person) throws(LDAPFailure) -> [Node]? {
        guard groups.via != .none else { return nil }
        guard reads else {
            return try named(by: person).map { node($0) }.withinLimits()
        }
        return try closure(of: try direct(person)).map { nodes[$0] }.withinLimits()
    }

    private func named(by person: Person) throws(LDAPFailure) -> [DistinguishedName] {
        try person.entry.wholeList(directory.attributes.memberOf).compactMap(GroupNames.dn).filter(groups.counts)
    }

    private func direct(_ person: Person) throws(LDAPFailure) -> [Int] {
        if groups.isNamedByPeople { return try named(by: person).compactMap { byName[$0] } }
        guard case .attribute(let attribute) = groups.memberIs else { return byMember[person.dn] ?? [] }
        return person.entry.strings(attribute.text).flatMap { byValue[$0] ?? [] }
    }

    /// As `GroupLookup` climbs: level by level, each group once.
    private func closure(of direct: [Int]) -> [Int] {
        var all: [Int] = [], seen: Set<Int> = [], level = direct
        var left = groups.isNested ? groups.depth : 0
        while true {
            level = level.filter { seen.insert($0).inserted }
            all += level
            guard left > 0, !level.isEmpty else { return all }
            left -= 1
            level = level.flatMap(above)
        }
    }

    private func above(_ index: Int) -> [Int] {
        groups.isNamedByPeople ? named[index].compactMap { byName[$0] } : byMember[nodes[index].dn] ?? []
    }
}

extension GroupSettings {
    /// Whether the entries themselves name their groups when everybody is read. With the in-chain rule they do too:
    /// what has no `memberOf` has no such rule, and its groups hand out their members in pieces.
    var isNamedByPeople: Bool { via == .memberOf || isInChain }

    /// Whether the groups have to be read when everybody is.
    fileprivate var isReadForAll: Bool {
        switch via {
        case .none: false
        case .memberOf: filterIsOwn || needsClimbing
        case .search: true
        }
    }
}
