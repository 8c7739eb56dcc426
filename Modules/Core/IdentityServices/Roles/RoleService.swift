import FoundationEssentials
package import IdentityCore

/// Roles of the realm and of clients. A role means the same in every organization, so that defining one is a matter of
/// the server as a whole, whatever the role's own reach: who rules one organization only changes nothing in another.
package struct RoleService: Sendable {
    let storage: any Storage
    let hands: ServiceHands
    let pages = NumberedPages<HolderList, UserPosition>()

    package init(storage: any Storage, hands: ServiceHands) {
        self.storage = storage
        self.hands = hands
    }

    package func read(_ role: Role, as caller: Caller) async throws(ServiceError) -> RoleEntry {
        try caller.require(.readRoles)
        return try await storage.read(.point) { store in try entry(role, in: store) }
    }

    package func list(_ query: ListRoles, as caller: Caller) async throws(ServiceError) -> [RoleEntry] {
        try caller.require(.readRoles)
        let first = Self.builtIn(query)
        guard first.count < query.limit else { return Array(first.prefix(query.limit)) }
        let after = query.after.flatMap { Role.builtIn[$0] == nil ? $0 : nil }
        let rest = query.limit - first.count
        let own = try await storage.read(.scan) { store in
            try store.roles.list(query.scope, after: after, limit: rest)
        }
        return first + own.map(RoleEntry.init)
    }

    /// One page of users who hold the role themselves, not through a group, by login. Who may see only the own
    /// organization gets only that.
    package func holders(
        of role: Role, after: UserPosition? = nil, limit: Int, as caller: Caller
    ) async throws(ServiceError) -> [User] {
        try caller.require(.readRoles)
        try caller.require(.readUsers)
        let place = try caller.place(for: .readUsers, asked: nil)
        return try await storage.read(.scan) { store in
            _ = try entry(role, in: store)
            return try store.users.list(UserQuery(organization: place, role: role, after: after, limit: limit))
        }
    }

    func entry(_ role: Role, in store: any StoreReading) throws(ServiceError) -> RoleEntry {
        if let builtIn = RoleEntry(builtIn: role) { return builtIn }
        return RoleEntry(try store.roles.require(role))
    }

    /// After a built-in role come the built-in ones behind it; after any other, none.
    private static func builtIn(_ query: ListRoles) -> [RoleEntry] {
        if case .client = query.scope { return [] }
        if let after = query.after, Role.builtIn[after] == nil { return [] }
        return Role.builtIn.keys.sorted().filter { role in query.after.map { $0 < role } ?? true }
            .compactMap(RoleEntry.init(builtIn:))
    }
}

extension RoleReading {
    /// All of them, page by page.
    func everything(in scope: RoleScope) throws(ServiceError) -> [RoleDefinition] {
        let size = 500
        var found: [RoleDefinition] = []
        while true {
            let page = try list(scope, after: found.last?.role, limit: size)
            found += page
            guard page.count == size else { return found }
        }
    }

    func require(_ role: Role) throws(ServiceError) -> RoleDefinition {
        guard let definition = try find(role) else { throw .notFound(.role) }
        return definition
    }
}

extension AuditObject {
    static func role(_ role: Role) -> AuditObject {
        AuditObject(kind: .role, id: role.rawValue, name: role.rawValue)
    }
}
