import FoundationEssentials
package import IdentityCore

/// The roles that somebody holds.
package struct HeldRoles: Sendable {
    /// By themselves, in order.
    package let direct: [RoleEntry]
    /// Also through groups and through other roles, in order.
    package let effective: [RoleEntry]
}

extension RoleService {
    /// One page of roles, by name, the built-in ones among the others. Roles are few: each page looks at all of the scope.
    /// - Parameters:
    ///   - name: found in the role's own name; folded.
    ///   - limit: `nil` for all.
    package func search(
        _ scope: RoleScope, name: String? = nil, skipping skipped: Int = 0, limit: Int?, as caller: Caller
    ) async throws(ServiceError) -> [RoleEntry] {
        try caller.require(.readRoles)
        let text = hands.text, wanted = name.map { text.comparisonKey($0) }
        let own = try await storage.read(.scan) { store in try store.roles.everything(in: scope) }
        var entries = own.map(RoleEntry.init)
        if scope == .realm { entries += Role.builtIn.keys.compactMap(RoleEntry.init(builtIn:)) }
        let fitting = entries.filter { entry in wanted.map { text.comparisonKey(entry.role.name).contains($0) } ?? true
        }
        let behind = fitting.sorted { $0.role < $1.role }.dropFirst(max(skipped, 0))
        return Array(behind.prefix(limit ?? .max))
    }

    /// The roles that a role includes, in order.
    /// - Parameter isEffective: also those that these include in turn.
    package func included(
        in role: Role, isEffective: Bool = false, as caller: Caller
    ) async throws(ServiceError) -> [RoleEntry] {
        try caller.require(.readRoles)
        return try await storage.read(.point) { store in
            let includes = try entry(role, in: store).includes
            let closure = try store.roles.closure(of: includes)
            let all = isEffective ? closure.reduce(into: includes) { $0.formUnion($1.includes) } : includes
            return Self.entries(of: all, closure)
        }
    }

    /// Everybody may ask about themselves.
    package func held(by user: UserID, as caller: Caller) async throws(ServiceError) -> HeldRoles {
        try caller.requireFullSession()
        if user != caller.userID {
            try caller.require(.readRoles)
            try caller.require(.readUsers)
        }
        return try await storage.read(.point) { store in
            guard let user = try store.users.find(.id(user)),
                user.id == caller.userID || caller.reaches(user.organization, with: .readUsers)
            else { throw ServiceError.notFound(.user) }
            let effective = try Authorization.effectiveRoles(of: user, in: store)
            return Self.held(user.roles, effective, try store.roles.closure(of: effective))
        }
    }

    /// What members of the group hold through it and the groups above it.
    package func held(by group: GroupID, as caller: Caller) async throws(ServiceError) -> HeldRoles {
        try caller.require(.readRoles)
        try caller.require(.readGroups)
        return try await storage.read(.point) { store in
            guard let group = try store.groups.find(group), caller.reaches(group.organization, with: .readGroups) else {
                throw ServiceError.notFound(.group)
            }
            let lineage = try store.groups.lineage(of: [group.id])
            let held = lineage.reduce(into: Set<Role>()) { $0.formUnion($1.roles) }
            let effective = try Authorization.definitions(of: held, in: store).roles
            return Self.held(group.roles, effective, try store.roles.closure(of: effective))
        }
    }

    /// Groups of the organization that hold the role themselves, by name.
    package func groups(
        holding role: Role, in organization: OrganizationID, as caller: Caller
    ) async throws(ServiceError) -> [GroupNode] {
        try caller.require(.readRoles)
        try caller.require(.readGroups)
        try caller.requireReach(.readGroups, into: organization, orNotFound: .organization)
        return try await storage.read(.scan) { store in
            _ = try entry(role, in: store)
            let groups = try store.groups.granting(holding: role, of: organization)
            return try GroupService(storage: storage, hands: hands).nodes(
                of: groups, with: nil, in: store, as: caller)
        }
    }

    private static func held(_ direct: Set<Role>, _ effective: Set<Role>, _ known: [RoleDefinition]) -> HeldRoles {
        HeldRoles(direct: entries(of: direct, known), effective: entries(of: effective, known))
    }

    private static func entries(of roles: Set<Role>, _ known: [RoleDefinition]) -> [RoleEntry] {
        let own = Dictionary(known.map { ($0.role, $0) }) { first, _ in first }
        return roles.sorted().compactMap { role in own[role].map(RoleEntry.init) ?? RoleEntry(builtIn: role) }
    }
}
