import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let passwordKeepers = managers.subtracting(["impersonated"])
    private static let standard = OrganizationID.standard

    /// What administrators' programs ask beside what people ask.
    static let administration: [Deed] = administeredUsers + administeredGroups + administeredRoles + administeredPlaces

    private static let administeredUsers: [Deed] = [
        Deed(name: "UserService.search", isAllowed: readers) { house, caller, _, _ in
            _ = try await house.users.search(UserSearch(of: standard), limit: 1, as: caller)
        },
        Deed(name: "UserService.count", isAllowed: readers) { house, caller, _, _ in
            _ = try await house.users.count(UserSearch(of: standard), as: caller)
        },
        Deed(name: "UserService.record", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.users.record(of: target.id, in: standard, as: caller)
        },
        Deed(name: "UserService.password", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.users.password(of: .id(target.id), as: caller)
        },
        Deed(name: "UserService.removePassword", isAllowed: passwordKeepers) { house, caller, target, _ in
            try await house.users.removePassword(of: .id(target.id), as: caller)
        },
        Deed(name: "UserService.failures", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.users.failures(of: .id(target.id), as: caller)
        },
        Deed(name: "UserService.unlock", isAllowed: managers) { house, caller, target, _ in
            try await house.users.unlock(.id(target.id), as: caller)
        },
        Deed(name: "UserService.unlockAll", isAllowed: managers) { house, caller, _, _ in
            try await house.users.unlockAll(of: standard, as: caller)
        },
        Deed(name: "SessionService.endAll", isAllowed: managers) { house, caller, target, _ in
            try await house.sessions.endAll(of: target.id, as: caller)
        },
    ]

    private static let administeredGroups: [Deed] = [
        Deed(name: "GroupService.node", isAllowed: readers) { house, caller, _, _ in
            let made = try await house.groups.create(CreateGroup(name: "target"), as: TestHouse.operator)
            _ = try await house.groups.node(.id(made.group.id), in: standard, as: caller)
        },
        Deed(name: "GroupService.search", isAllowed: readers) { house, caller, _, _ in
            _ = try await house.groups.search(GroupSearch(of: standard), limit: 1, as: caller)
        },
        Deed(name: "GroupService.branches", isAllowed: readers) { house, caller, _, _ in
            _ = try await house.groups.branches(to: GroupSearch(of: standard), limit: 1, as: caller)
        },
        Deed(name: "GroupService.count", isAllowed: readers) { house, caller, _, _ in
            _ = try await house.groups.count(GroupSearch(of: standard), as: caller)
        },
        Deed(name: "GroupService.directMembers", isAllowed: readers) { house, caller, _, _ in
            let made = try await house.groups.create(CreateGroup(name: "target"), as: TestHouse.operator)
            _ = try await house.groups.directMembers(of: made.group.id, limit: 1, as: caller)
        },
        Deed(name: "GroupService.directGroups", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.groups.directGroups(of: target.id, as: caller)
        },
    ]

    private static let administeredRoles: [Deed] = [
        Deed(name: "RoleService.search", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.roles.search(.realm, limit: 1, as: caller)
        },
        Deed(name: "RoleService.included", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.roles.included(in: .member, as: caller)
        },
        Deed(name: "RoleService.held", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.roles.held(by: target.id, as: caller)
        },
        Deed(name: "RoleService.held", isAllowed: readers) { house, caller, _, _ in
            let made = try await house.groups.create(CreateGroup(name: "target"), as: TestHouse.operator)
            _ = try await house.roles.held(by: made.group.id, as: caller)
        },
        Deed(name: "RoleService.groups", isAllowed: readers) { house, caller, _, _ in
            _ = try await house.roles.groups(holding: .member, in: standard, as: caller)
        },
        Deed(name: "RoleService.directHolders", isAllowed: readers) { house, caller, _, _ in
            _ = try await house.roles.directHolders(of: .member, in: standard, limit: 1, as: caller)
        },
    ]

    private static let administeredPlaces: [Deed] = [
        Deed(name: "OrganizationService.deleteWithContents", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.organizations.create(CreateOrganization(id: "acme"), as: TestHouse.operator)
            try await house.organizations.deleteWithContents(OrganizationID(rawValue: "acme"), as: caller)
        },
        Deed(name: "DocumentService.list", isAllowed: readers) { house, caller, target, _ in
            _ = try await house.documents.list(
                .annotation(of: "keycloak"), of: [.user(.id(target.id))], as: caller)
        },
        Deed(name: "ClientService.search", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.clients.search(of: standard, limit: 1, as: caller)
        },
        Deed(name: "ClientService.deleteWithRoles", isAllowed: rulers) { house, caller, _, _ in
            _ = try await house.clients.create(CreateClient(id: "portal"), as: TestHouse.operator)
            try await house.clients.deleteWithRoles(ClientID(rawValue: "portal"), as: caller)
        },
    ]
}
