import FoundationEssentials
import IdentityCore

/// Every grant of one user with the way it comes: what `Authorization.grants` adds up, kept apart. Three questions to the
/// store, however many groups there are.
struct Evidence: Sendable {
    let user: User
    let grants: [Grant]

    static func of(_ user: User, in store: any StoreReading) throws(ServiceError) -> Evidence {
        let lineage = try store.groups.lineage(of: user.id)
        let groups = lineage.groups(of: user.organization)
        let ways = GroupWays(groups, from: Set(lineage.direct.keys))
        let roles = groups.reduce(into: user.roles) { $0.formUnion($1.roles) }
        let definitions = try Authorization.definitions(of: roles, in: store)
        var grants = Self.grants(of: user.roles, through: [], definitions)
        for group in groups where !group.roles.isEmpty || !group.permissions.isEmpty {
            let way = ways.way(to: group)
            grants += Self.grants(of: group.roles, through: way, definitions)
            guard !group.permissions.isEmpty else { continue }
            grants.append(
                Grant(
                    source: .group, through: way, set: PermissionSet(permissions: group.permissions),
                    reach: .organization))
        }
        for membership in try store.workspaces.memberships(of: user.id) {
            grants.append(
                Grant(
                    source: .workspace(membership.workspace, membership.role), through: [],
                    set: PermissionSet(permissions: membership.permissions), reach: .organization))
        }
        return Evidence(user: user, grants: grants)
    }

    /// The same with what each grant gives on one stored resource spelled out, and ownership of it.
    func about(_ standing: ResourceStanding?) -> Evidence {
        guard let standing else { return self }
        var all = grants.map { grant in
            Grant(
                source: grant.source, through: grant.through, set: standing.spelledOut(grant.set), reach: grant.reach)
        }
        if standing.isOwned(by: user) {
            let set = PermissionSet(permissions: [standing.all])
            all.append(Grant(source: .ownership, through: [], set: set, reach: .organization))
        }
        return Evidence(user: user, grants: all)
    }

    private static func grants(
        of roles: Set<Role>, through way: [Grant.GroupStep],
        _ definitions: RoleClosure
    ) -> [Grant] {
        roles.sorted().flatMap { held in
            definitions.everything(in: held).map { found in
                Grant(
                    source: found.role == held ? .role(held) : .includedRole(found.role, in: held), through: way,
                    set: found.grants, reach: found.reach)
            }
        }
    }
}

extension Grant {
    func grants(_ wanted: Permission, in place: OrganizationID, home: OrganizationID) -> Bool {
        set.covers(wanted) && (reach == .server || place == home)
    }

    /// How this grant falls short, if it is about the same type of resource at all.
    func nearMiss(_ wanted: Permission, in place: OrganizationID, home: OrganizationID) -> Explanation.NearMiss? {
        if set.covers(wanted) {
            return reach == .organization && place != home
                ? Explanation.NearMiss(grant: self, lack: .organization, gives: [wanted]) : nil
        }
        let related = set.listed(ofType: wanted.type)
        guard !related.isEmpty else { return nil }
        let sameAction = related.filter { $0.action == nil || $0.action == wanted.action }
        return Explanation.NearMiss(
            grant: self, lack: sameAction.isEmpty ? .action : .resource,
            gives: sameAction.isEmpty ? related : sameAction)
    }
}
