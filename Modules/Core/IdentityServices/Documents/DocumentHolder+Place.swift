import FoundationEssentials
import IdentityCore

extension DocumentHolder {
    /// The entity, or the same refusal for one out of reach as for one that is not there.
    func place(
        in store: any StoreReading, as caller: Caller, using text: any TextNormalizing
    ) throws(ServiceError) -> DocumentPlace {
        switch self {
        case .user(let selector):
            let user = try selector.reference(using: text).flatMap { reference throws(ServiceError) in
                try store.users.find(reference)
            }
            return try visible(user.map { Self.place(of: $0, as: caller) }, .user, .readUsers, as: caller)
        case .group(let id):
            let group = try store.groups.find(id)
            return try visible(group.map(Self.place), .group, .readGroups, as: caller)
        case .organization(let id):
            let organization = try store.organizations.find(id)
            return try visible(
                organization.map { Self.place(of: $0, as: caller) }, .organization, .readOrganizations, as: caller)
        case .tenant(let id):
            let tenant = try store.tenants.find(id)
            return try visible(tenant.map { Self.place(of: $0, as: caller) }, .tenant, .readOrganizations, as: caller)
        case .workspace(let id):
            let workspace = try store.workspaces.find(id)
            return try visible(workspace.map(Self.place), .workspace, .readWorkspaces, as: caller)
        case .role(let role):
            // The built-in ones are the program's and have none.
            let definition = try store.roles.find(role)
            return try visible(definition.map { Self.place(of: $0, as: caller) }, .role, .readRoles, as: caller)
        }
    }

    private func visible(
        _ place: DocumentPlace?, _ kind: EntityKind, _ right: Right, as caller: Caller
    ) throws(ServiceError) -> DocumentPlace {
        if let place, place.isOwn || caller.grants.allow(place.reading, in: place.organization) { return place }
        try caller.require(right)
        throw .notFound(kind)
    }

    static func place(of user: User, as caller: Caller) -> DocumentPlace {
        DocumentPlace(
            owner: .user(user.id), object: .user(user), organization: user.organization,
            reading: Permission(.readUsers), writing: Permission(.manageUsers), isOwn: user.id == caller.userID,
            user: user)
    }

    private static func place(of group: Group) -> DocumentPlace {
        let id = group.id.description
        return DocumentPlace(
            owner: .group(group.id), object: AuditObject(kind: .group, id: id, name: group.name.display),
            organization: group.organization, reading: Permission("groups", id: id, action: "read"),
            writing: Permission("groups", id: id, action: "manage"), isOwn: false, user: nil)
    }

    static func place(of organization: Organization, as caller: Caller) -> DocumentPlace {
        DocumentPlace(
            owner: .organization(organization.id), object: .organization(organization),
            organization: organization.id, reading: Permission(.readOrganizations),
            writing: Permission(.manageTenants), isOwn: caller.belongs(to: organization.id), user: nil)
    }

    static func place(of tenant: Tenant, as caller: Caller) -> DocumentPlace {
        DocumentPlace(
            owner: .tenant(tenant.id), object: .tenant(tenant), organization: tenant.organization,
            reading: Permission(.readOrganizations), writing: Permission(.manageTenants),
            isOwn: caller.account?.user.tenant == tenant.id, user: nil)
    }

    /// Whoever may read roles at all reads every one.
    private static func place(of definition: RoleDefinition, as caller: Caller) -> DocumentPlace {
        DocumentPlace(
            owner: .role(definition.role), object: .role(definition.role), organization: nil,
            reading: Permission(.readRoles), writing: Permission(.manageRoles),
            isOwn: caller.grants.contains(.readRoles), user: nil)
    }

    private static func place(of workspace: Workspace) -> DocumentPlace {
        let id = workspace.id.description
        return DocumentPlace(
            owner: .workspace(workspace.id), object: AuditObject(kind: .workspace, id: id, name: workspace.name),
            organization: workspace.organization, reading: Permission("workspaces", id: id, action: "read"),
            writing: Permission("workspaces", id: id, action: "manage"), isOwn: false, user: nil)
    }
}
