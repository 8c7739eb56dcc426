import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    /// A role means the same in every organization, so that defining one takes a right that reaches the whole server.
    private static let definers = managers.subtracting(["org-admin"])

    static let roles: [Deed] = [
        provided,
        Deed(name: "RoleService.create", isAllowed: definers) { house, caller, _, _ in
            _ = try await house.roles.create(CreateRole(name: "new"), as: caller)
        },
        Deed(name: "RoleService.read", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.roles.read(.admin, as: caller)
        },
        Deed(name: "RoleService.list", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.roles.list(ListRoles(limit: 1), as: caller)
        },
        Deed(name: "RoleService.holders", isAllowed: readers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.roles.holders(of: .member, limit: 1, as: caller)
        },
        Deed(name: "RoleService.edit", isAllowed: definers) { house, caller, _, _ in
            var edit = EditRole()
            edit.about = "changed"
            _ = try await house.roles.edit(try await role(in: house), edit, as: caller)
        },
        Deed(name: "RoleService.delete", isAllowed: definers) { house, caller, _, _ in
            try await house.roles.delete(try await role(in: house), as: caller)
        },
    ]

    /// Of what comes with the program, whoever hands roles out may have it defined.
    private static let provided = Deed(
        name: "RoleService.provide", isAllowed: managers.union(["foreign"])
    ) { house, caller, _, _ in try await house.roles.provide([CreateRole(name: "new")], as: caller) }

    private static func role(in house: TestHouse) async throws -> Role {
        try await house.roles.create(CreateRole(name: "target"), as: TestHouse.operator).role
    }
}
