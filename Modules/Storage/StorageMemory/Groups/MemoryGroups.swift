import IdentityCore

struct MemoryGroups: GroupReading {
    let transaction: MemoryTransaction

    private var contents: MemoryGroupContents { transaction.contents.groups }

    func find(_ id: GroupID) throws(ServiceError) -> Group? { contents.groups[id] }

    func find(
        key: String, below parent: GroupID?, of organization: OrganizationID
    ) throws(ServiceError) -> Group? {
        let id = contents.groupOfName[GroupPlace(key: key, below: parent, of: organization)]
        return id.flatMap { contents.groups[$0] }.flatMap { $0.organization == organization ? $0 : nil }
    }

    func list(_ query: GroupQuery) throws(ServiceError) -> [Group] {
        let matching = contents.groups.values
            .filter { Self.passes($0, query) }
            .filter { group in query.after.map { Self.comesBefore($0, Self.position(group)) } ?? true }
        return Array(Self.ordered(matching).prefix(max(query.limit, 0)))
    }

    func lineage(of groups: Set<GroupID>) throws(ServiceError) -> [Group] {
        let contents = contents
        return ordered(closure(of: groups, limit: .max) { group in contents.groups[group]?.parent.map { [$0] } ?? [] })
    }

    func lineage(of user: UserID) throws(ServiceError) -> UserLineage {
        let direct = contents.groupsOfUser[user] ?? [:]
        return UserLineage(groups: try lineage(of: Set(direct.keys)), direct: direct)
    }

    func lineage(below groups: Set<GroupID>, limit: Int) throws(ServiceError) -> Set<GroupID> {
        let contents = contents
        return closure(of: groups, limit: max(limit, 0)) { contents.groupsBelow[$0] ?? [] }
    }

    func memberships(of user: UserID) throws(ServiceError) -> [GroupID: MembershipOrigin] {
        contents.groupsOfUser[user] ?? [:]
    }

    func memberships(of users: Set<UserID>) throws(ServiceError) -> [UserID: [GroupID: MembershipOrigin]] {
        contents.groupsOfUser.filter { users.contains($0.key) && !$0.value.isEmpty }
    }

    func groups(of users: [UserID]) throws(ServiceError) -> [[GroupID]] {
        let contents = contents
        return users.map { Array((contents.groupsOfUser[$0] ?? [:]).keys) }
    }

    func members(_ query: MemberQuery) throws(ServiceError) -> [User] {
        let groups = query.includesBelow ? try lineage(below: [query.group], limit: .max) : [query.group]
        let members = groups.reduce(into: Set<UserID>()) { $0.formUnion(contents.members[$1] ?? []) }
        return MemoryUserOrder.page(
            members.compactMap { transaction.contents.users[$0] }, UserSort(), after: query.after, limit: query.limit)
    }

    func mapped(to external: Set<String>, of organization: OrganizationID) throws(ServiceError) -> [Group] {
        let wanted = Set(external.map { Array($0.utf8) })
        return Self.ordered(
            contents.groups.values.filter { group in
                group.organization == organization
                    && group.mappedExternalGroups.contains { wanted.contains(Array($0.utf8)) }
            })
    }

    func granting(holding role: Role?, of organization: OrganizationID?) throws(ServiceError) -> [Group] {
        Self.ordered(
            contents.groups.values.filter { group in
                (!group.roles.isEmpty || !group.permissions.isEmpty)
                    && (role.map(group.roles.contains) ?? true)
                    && (organization.map { $0 == group.organization } ?? true)
            })
    }

    func countBelow(_ groups: Set<GroupID>) throws(ServiceError) -> [GroupID: Int] {
        let contents = contents
        return groups.reduce(into: [:]) { counts, group in
            if let below = contents.groupsBelow[group], !below.isEmpty { counts[group] = below.count }
        }
    }

    func count() throws(ServiceError) -> Int { contents.groups.count }

    /// The groups and whatever `next` leads to, each once: a cycle ends where it began.
    private func closure(
        of groups: Set<GroupID>, limit: Int, next: (GroupID) -> Set<GroupID>
    ) -> Set<GroupID> {
        var found: Set<GroupID> = []
        var open = Array(groups.filter { contents.groups[$0] != nil })
        while found.count < limit, let group = open.popLast() {
            if found.insert(group).inserted { open += next(group) }
        }
        return found
    }

    private func ordered(_ groups: Set<GroupID>) -> [Group] {
        Self.ordered(groups.compactMap { contents.groups[$0] })
    }

    private static func ordered(_ groups: [Group]) -> [Group] {
        groups.sorted { comesBefore(position($0), position($1)) }
    }

    private static func passes(_ group: Group, _ query: GroupQuery) -> Bool {
        if let organization = query.organization, group.organization != organization { return false }
        switch query.level {
        case .all: break
        case .top: guard group.parent == nil else { return false }
        case .below(let parent): guard group.parent == parent else { return false }
        }
        return query.search.map { MemoryUserOrder.contains(group.name.key, $0) } ?? true
    }

    private static func position(_ group: Group) -> GroupPosition { GroupPosition(key: group.name.key, id: group.id) }

    private static func comesBefore(_ left: GroupPosition, _ right: GroupPosition) -> Bool {
        if left.key.utf8.elementsEqual(right.key.utf8) { return left.id < right.id }
        return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
}
