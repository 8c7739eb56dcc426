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
            let isSeen = seen.map { $0 == query.place } ?? true
            let standing = isSeen ? try ResourceStanding(query.wanted, in: query.place, store: store) : nil
            let holders = try holders(query, standing, of: seen, in: store)
            let page = try store.users.list(holders)
            let users = page.filter { user in
                user.isOpen(at: now) && (seen.map { $0 == user.organization } ?? true)
            }
            let may = try users.filter { user in
                let grants = try Authorization.grants(of: user, in: store)
                return grants.allow(query.wanted, in: query.place)
                    || standing?.isAllowed(to: user, holding: grants) ?? false
            }
            let next = page.count < query.limit ? nil : page.last?.position(in: UserSort())
            return WhoPage(users: may, next: next)
        }
    }

    /// Where the permission can come from at all: roles, groups with everything below them, workspace members.
    /// - Parameter seen: the organization whose users are asked for, if not all: the groups of others give them nothing.
    private func holders(
        _ query: WhoQuery, _ standing: ResourceStanding?, of seen: OrganizationID?, in store: any StoreReading
    ) throws(ServiceError) -> HolderQuery {
        func gives(_ set: PermissionSet) -> Bool {
            set.covers(query.wanted) || standing?.spelledOut(set).covers(query.wanted) ?? false
        }
        let granting = try store.groups.granting(holding: nil, of: seen)
        let roles = RoleClosure(
            of: Set(Role.builtIn.keys), defined: try store.roles.everything(in: .all)
        ).giving(gives)
        let groups = granting.filter { group in
            !group.roles.isDisjoint(with: roles) || gives(PermissionSet(permissions: group.permissions))
        }
        let below = groups.isEmpty ? [] : try store.groups.lineage(below: Set(groups.map(\.id)), limit: .max)
        var users = try members(query.wanted, standing, in: store)
        if let owner = standing?.resource.owner { users.insert(owner) }
        return HolderQuery(roles: roles, groups: below, users: users, after: query.after, limit: query.limit)
    }

    private func members(
        _ wanted: Permission, _ standing: ResourceStanding?, in store: any StoreReading
    ) throws(ServiceError) -> Set<UserID> {
        let named = wanted.type == "workspaces" ? wanted.id.flatMap { WorkspaceID($0) } : nil
        guard let id = named ?? standing?.resource.workspace else { return [] }
        var users: Set<UserID> = []
        var after: UserID?
        while true {
            let page = try store.workspaces.members(of: id, after: after, limit: 500)
            for membership in page {
                let set = PermissionSet(permissions: membership.permissions)
                if (standing?.spelledOut(set) ?? set).covers(wanted) { users.insert(membership.user) }
            }
            guard page.count == 500, let last = page.last else { return users }
            after = last.user
        }
    }
}
