import FoundationEssentials
package import IdentityCore

extension DelegationService {
    /// Of a page of users or groups that is read behind the one before until none are left.
    private static let pageSize = 500

    /// One user. Everybody may read themselves.
    package func read(_ selector: UserSelector, as caller: Caller) async throws(ServiceError) -> Member {
        try caller.requireFullSession()
        return try await storage.read(.point) { store in
            try Member.one(target(selector, for: ResourceAction.read, in: store, as: caller), in: store)
        }
    }

    /// Every user, the oldest first.
    package func list(as caller: Caller) async throws(ServiceError) -> [User] {
        try await everybody(as: caller) { users, _ in users }
    }

    /// Every user with its groups, the oldest first: some questions a page, none a user.
    package func members(as caller: Caller) async throws(ServiceError) -> [Member] {
        try await everybody(as: caller) { users, store throws(ServiceError) in try Member.all(users, in: store) }
    }

    private func everybody<Item: Sendable>(
        as caller: Caller, _ make: @escaping @Sendable ([User], any StoreReading) throws(ServiceError) -> [Item]
    ) async throws(ServiceError) -> [Item] {
        try caller.require(ResourceAction.read, onUser: nil)
        let sort = UserSort(.createdAt)
        var query = UserQuery(organization: caller.organization, sort: sort, limit: Self.pageSize)
        var all: [Item] = []
        while true {
            let asked = query
            let (items, count, last) = try await storage.read(.scan) { store in
                let page = try store.users.list(asked)
                return (try make(page, store), page.count, page.last?.position(in: sort))
            }
            all += items
            guard count == query.limit, let last else { return all }
            query.after = last
        }
    }

    /// One group.
    package func group(_ path: String, as caller: Caller) async throws(ServiceError) -> NamedGroup {
        try caller.requireFullSession()
        return try await storage.read(.point) { store in
            try NamedGroup.one(target(path, for: ResourceAction.read, in: store, as: caller), in: store)
        }
    }

    /// Every group, the oldest first.
    package func groups(as caller: Caller) async throws(ServiceError) -> [NamedGroup] {
        try caller.require(ResourceAction.read, onGroup: nil)
        var query = GroupQuery(organization: caller.organization, limit: Self.pageSize)
        var all: [NamedGroup] = []
        while true {
            let asked = query
            let (items, last) = try await storage.read(.scan) { store in
                let page = try store.groups.list(asked)
                let known = page.isEmpty ? [] : try store.groups.lineage(of: Set(page.map(\.id)))
                return (try NamedGroup.all(page, among: known, in: store), page.last)
            }
            all += items
            guard items.count == query.limit, let last else { break }
            query.after = GroupPosition(key: last.name.key, id: last.id)
        }
        return all.sorted { $0.group.id < $1.group.id }
    }

    /// Every permission that some group holds, each once; the holders of older groups first.
    package func permissions(as caller: Caller) async throws(ServiceError) -> [NamedPermission] {
        try caller.require(ResourceAction.read, onGroup: nil)
        let organization = caller.organization
        let groups = try await storage.read(.scan) { store in
            let holders = try store.groups.granting(holding: nil, of: organization)
            return try NamedGroup.all(holders, among: [], in: store)
        }
        var seen: Set<NamedPermission> = []
        return groups.flatMap(\.permissions).filter { seen.insert($0).inserted }
    }
}
