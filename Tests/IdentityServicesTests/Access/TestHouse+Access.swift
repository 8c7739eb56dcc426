import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport

extension TestHouse {
    /// Made by the operator.
    @discardableResult
    func group(
        _ name: String, under parent: GroupID? = nil, roles: Set<String> = [], permissions: Set<String> = [],
        in organization: OrganizationID? = nil
    ) async throws -> GroupID {
        var command = CreateGroup(name: name, parent: parent.map(GroupSelector.id), organization: organization)
        command.roles = roles
        command.permissions = permissions
        return try await services.groups.create(command, as: Self.operator).group.id
    }

    func join(_ group: GroupID, _ logins: String...) async throws {
        for login in logins { try await services.groups.addMember(.login(login), to: .id(group), as: Self.operator) }
    }

    /// A role of the realm, made by the operator.
    @discardableResult
    func role(_ name: String, reaching reach: Reach = .organization, _ permissions: Set<String>) async throws -> Role {
        var command = CreateRole(name: name)
        command.reach = reach
        command.permissions = permissions
        return try await services.roles.create(command, as: Self.operator).role
    }

    /// An organization with a tenant of the same name.
    func organization(_ name: String) async throws -> OrganizationID {
        let id = OrganizationID(rawValue: name), now = clock.now()
        try await storage.write { store in
            try store.organizationWrites.insert(Organization(id: id, name: name, createdAt: now, updatedAt: now))
            try store.tenantWrites.insert(
                Tenant(id: TenantID(rawValue: name), organization: id, name: name, createdAt: now, updatedAt: now))
        }
        return id
    }

    @discardableResult
    func user(_ login: String, in organization: OrganizationID, roles: Set<Role> = [.member]) async throws -> User {
        try await services.users.create(
            CreateUser(
                login: login, organization: organization, roles: Set(roles.map(\.rawValue)),
                credential: .password(Secret(Self.password), temporary: false)), as: Self.operator)
    }

    /// What the user may do now.
    func grants(of login: String) async throws -> Grants {
        try await signedIn(login).grants
    }
}

func edit(_ change: (inout EditGroup) -> Void) -> EditGroup {
    var edit = EditGroup()
    change(&edit)
    return edit
}

func edit(_ change: (inout EditRole) -> Void) -> EditRole {
    var edit = EditRole()
    change(&edit)
    return edit
}
