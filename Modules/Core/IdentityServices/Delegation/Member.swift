import FoundationEssentials
package import IdentityCore

/// A permission whose id is the name that people know: the login of a user, the path of a group, the id of a resource.
package struct NamedPermission: Hashable, Sendable {
    package let type: String
    package let id: String?
    package let action: String?

    package init(_ type: String, id: String? = nil, action: String? = nil) {
        self.type = type
        self.id = id
        self.action = action
    }
}

/// A group with its path, and what it holds itself by name. What it holds on users and groups that are gone is left out.
package struct NamedGroup: Sendable {
    package let group: Group
    package let path: String
    package let permissions: [NamedPermission]
}

/// A user with the groups it is in, those above them left out; the oldest group first.
package struct Member: Sendable {
    package let user: User
    package let groups: [NamedGroup]
}

extension Member {
    /// Three questions to the store at most.
    static func one(_ user: User, in store: any StoreReading) throws(ServiceError) -> Member {
        let lineage = try store.groups.lineage(of: user.id)
        let own = lineage.groups(of: user.organization)
        let direct = own.filter { lineage.direct[$0.id] != nil }
        return Member(user: user, groups: try NamedGroup.all(direct, among: own, knowing: [user], in: store))
    }

    /// In the order of the users; as many questions for a thousand of them as for one.
    static func all(_ users: [User], in store: any StoreReading) throws(ServiceError) -> [Member] {
        let memberships = try store.groups.memberships(of: Set(users.map(\.id)))
        let wanted = memberships.values.reduce(into: Set<GroupID>()) { $0.formUnion($1.keys) }
        let known = wanted.isEmpty ? [] : try store.groups.lineage(of: wanted)
        let named = try NamedGroup.all(known.filter { wanted.contains($0.id) }, among: known, knowing: users, in: store)
        let byID = Dictionary(named.map { ($0.group.id, $0) }) { first, _ in first }
        return users.map { user in
            let groups = (memberships[user.id] ?? [:]).keys.compactMap { byID[$0] }
                .filter { $0.group.organization == user.organization }
            return Member(user: user, groups: groups.sorted { $0.group.id < $1.group.id })
        }
    }
}

extension NamedGroup {
    /// The oldest first.
    /// - Parameters:
    ///   - known: the groups above, whatever else is among them.
    ///   - users: those at hand, who need not be asked for.
    static func all(
        _ groups: [Group], among known: [Group], knowing users: [User] = [], in store: any StoreReading
    ) throws(ServiceError) -> [NamedGroup] {
        let names = try ThingNames(in: groups, knowing: users, store: store)
        let byID = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
        return groups.sorted { $0.id < $1.id }.map { group in
            NamedGroup(
                group: group, path: PlacedGroup(group, among: byID).path,
                permissions: group.permissions.sorted().compactMap(names.named))
        }
    }

    static func one(_ group: Group, in store: any StoreReading) throws(ServiceError) -> NamedGroup {
        let known = try store.groups.lineage(of: [group.id])
        return try all([group], among: known, in: store)[0]
    }
}
