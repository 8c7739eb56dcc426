import FoundationEssentials
import IdentityCore

/// What users and groups may do, worked out from what the store holds: roles held directly, roles and permissions of all
/// groups the user is in or below, and workspace memberships. Set-based: the questions to the store do not grow with
/// the number of groups.
enum Authorization {
    /// Everything that the user may do. At most three questions; one who is super-admin by name needs none.
    static func grants(of user: User, in store: any StoreReading) throws(ServiceError) -> Grants {
        var grants = Grants(in: user.organization)
        guard !user.roles.contains(.superAdmin) else { return everything(in: user.organization) }
        // A group of another organization gives nothing: what it holds was never meant to reach here.
        let groups = try store.groups.lineage(of: user.id).groups(of: user.organization)
        try add(groups, and: user.roles, to: &grants, in: store)
        try addWorkspaces(of: user, to: &grants, in: store)
        return grants
    }

    /// Everything that the user could do as a member of these groups and no other ones.
    static func grants(
        of user: User, in groups: Set<GroupID>, in store: any StoreReading
    ) throws(ServiceError) -> Grants {
        var grants = try grants(of: user.roles, and: groups, organization: user.organization, in: store)
        try addWorkspaces(of: user, to: &grants, in: store)
        return grants
    }

    /// Everything that membership in the groups gives.
    static func grants(
        of groups: Set<GroupID>, organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) -> Grants {
        try grants(of: store.groups.lineage(of: groups), organization: organization, in: store)
    }

    /// Everything that somebody with the roles in the groups would be given.
    static func grants(
        of roles: Set<Role>, and groups: Set<GroupID>, organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) -> Grants {
        var grants = try grants(of: groups, organization: organization, in: store)
        try add([], and: roles, to: &grants, in: store)
        return grants
    }

    /// Everything that the groups themselves give; those above them are looked at only if they are among them.
    static func grants(
        of lineage: [Group], organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) -> Grants {
        var grants = Grants(in: organization)
        try add(lineage.filter { $0.organization == organization }, and: [], to: &grants, in: store)
        return grants
    }

    /// What the roles alone grant to somebody in the organization. Roles that nobody defined grant nothing.
    static func grants(
        of roles: Set<Role>, organization: OrganizationID, in store: any StoreReading
    ) throws(ServiceError) -> Grants {
        var grants = Grants(in: organization)
        try add([], and: roles, to: &grants, in: store)
        return grants
    }

    /// The definitions of the roles and of all that they include; one question, and none when all are built-in ones.
    static func definitions(of roles: Set<Role>, in store: any StoreReading) throws(ServiceError) -> RoleClosure {
        let own = roles.filter { Role.builtIn[$0] == nil }
        return RoleClosure(of: roles, defined: own.isEmpty ? [] : try store.roles.closure(of: own))
    }

    /// Every role that the user holds: directly, through groups and everything above them, and through other roles.
    static func effectiveRoles(of user: User, in store: any StoreReading) throws(ServiceError) -> Set<Role> {
        try effectiveRoles(
            of: user, in: store.groups.lineage(of: user.id).groups(of: user.organization), store)
    }

    /// - Parameter groups: the user's, with everything above them, of the user's organization.
    static func effectiveRoles(
        of user: User, in groups: [Group], _ store: any StoreReading
    ) throws(ServiceError) -> Set<Role> {
        try definitions(of: groups.reduce(into: user.roles) { $0.formUnion($1.roles) }, in: store).roles
    }

    /// - Throws: `invalidInput` naming the roles that nobody has defined.
    static func requireDefined(_ roles: Set<Role>, in store: any StoreReading) throws(ServiceError) {
        let known = try definitions(of: roles, in: store)
        let problems = roles.sorted().filter { !known.roles.contains($0) }.map {
            FieldProblem("roles", .unknown, "There is no role \"\(String($0.rawValue.prefix(64)))\".")
        }
        guard problems.isEmpty else { throw .invalidInput(problems) }
    }

    private static func add(
        _ groups: [Group], and roles: Set<Role>, to grants: inout Grants, in store: any StoreReading
    ) throws(ServiceError) {
        var roles = roles, permissions = PermissionSet()
        for group in groups {
            roles.formUnion(group.roles)
            for permission in group.permissions { permissions.insert(permission) }
        }
        try definitions(of: roles, in: store).add(to: &grants)
        grants.add(permissions, .organization)
    }

    private static func addWorkspaces(
        of user: User, to grants: inout Grants, in store: any StoreReading
    ) throws(ServiceError) {
        var workspaces = PermissionSet()
        for membership in try store.workspaces.memberships(of: user.id) {
            for permission in membership.permissions { workspaces.insert(permission) }
        }
        grants.add(workspaces, .organization)
    }

    private static func everything(in organization: OrganizationID) -> Grants {
        Grants(in: organization, onServer: .everything)
    }
}
