import FoundationEssentials
package import IdentityCore

/// One page of the question who may do something.
package struct WhoQuery: Sendable {
    package var wanted: Permission
    /// The organization of the resource.
    package var place: OrganizationID
    package var after: UserPosition?
    package var limit: Int

    package init(_ wanted: Permission, in place: OrganizationID, after: UserPosition? = nil, limit: Int) {
        self.wanted = wanted
        self.place = place
        self.after = after
        self.limit = limit
    }
}

/// Users who may, by login.
package struct WhoPage: Sendable {
    package let users: [User]
    /// Where the next page begins; `nil` behind the last one. A page may hold fewer users than asked for.
    package let next: UserPosition?
}

extension AuthorizationService {
    /// All users who may do it and whose accounts are open, groups counted.
    package func who(_ query: WhoQuery, as caller: Caller) async throws(ServiceError) -> WhoPage {
        try caller.require(.readAuthorization)
        let now = hands.clock.now()
        let seen = try caller.place(for: .readAuthorization, asked: nil)
        return try await storage.read(.scan) { store in
            let holders = try holders(query, in: store)
            let page = try store.users.list(holders)
            let users = page.filter { user in
                user.isOpen(at: now) && (seen.map { $0 == user.organization } ?? true)
            }
            let may = try users.filter { user in
                try Authorization.grants(of: user, in: store).allow(query.wanted, in: query.place)
            }
            let next = page.count < query.limit ? nil : page.last?.position(in: UserSort())
            return WhoPage(users: may, next: next)
        }
    }

    /// Where the permission can come from at all: roles, groups with everything below them, workspace members.
    private func holders(_ query: WhoQuery, in store: any StoreReading) throws(ServiceError) -> HolderQuery {
        let granting = try store.groups.granting()
        let named = granting.reduce(into: Set(Role.builtIn.keys)) { $0.formUnion($1.roles) }
        var roles = Set(
            try Authorization.definitions(of: named, in: store).filter { $0.value.grants.covers(query.wanted) }.keys)
        var after: Role?
        while true {
            let page = try store.roles.list(.all, after: after, limit: 500)
            for definition in page where definition.grants.covers(query.wanted) { roles.insert(definition.role) }
            guard page.count == 500, let last = page.last else { break }
            after = last.role
        }
        let groups = granting.filter { group in
            !group.roles.isDisjoint(with: roles) || PermissionSet(permissions: group.permissions).covers(query.wanted)
        }
        let below = groups.isEmpty ? [] : try store.groups.lineage(below: Set(groups.map(\.id)), limit: .max)
        return HolderQuery(
            roles: roles, groups: below, users: try members(query.wanted, in: store), after: query.after,
            limit: query.limit)
    }

    private func members(_ wanted: Permission, in store: any StoreReading) throws(ServiceError) -> Set<UserID> {
        guard wanted.type == "workspaces", let id = wanted.id.flatMap({ WorkspaceID($0) }) else { return [] }
        var users: Set<UserID> = []
        var after: UserID?
        while true {
            let page = try store.workspaces.members(of: id, after: after, limit: 500)
            for membership in page where membership.permissions.contains(where: { $0.covers(wanted) }) {
                users.insert(membership.user)
            }
            guard page.count == 500, let last = page.last else { return users }
            after = last.user
        }
    }
}
