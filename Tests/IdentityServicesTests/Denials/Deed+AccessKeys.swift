import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let keepers: Set<String> = managers.subtracting(["impersonated"])

    static let accessKeys: [Deed] = [
        Deed(
            name: "AccessKeyService.create", isAllowed: ["member", "admin", "org-admin", "super-admin", "foreign"]
        ) { house, caller, _, _ in
            _ = try await house.accessKeys.create(CreateAccessKey(name: "mine"), as: caller)
        },
        Deed(name: "AccessKeyService.read", isAllowed: keepers) { house, caller, target, _ in
            let key = try await house.key(of: target)
            _ = try await house.accessKeys.read(key, as: caller)
        },
        Deed(name: "AccessKeyService.list", isAllowed: keepers) { house, caller, target, _ in
            _ = try await house.accessKeys.list(.user(.id(target.id)), limit: 1, as: caller)
        },
        Deed(name: "AccessKeyService.edit", isAllowed: keepers) { house, caller, target, _ in
            let key = try await house.key(of: target)
            var edit = EditAccessKey()
            edit.about = "another"
            _ = try await house.accessKeys.edit(key, edit, as: caller)
        },
        Deed(name: "AccessKeyService.rotate", isAllowed: keepers) { house, caller, target, _ in
            let key = try await house.key(of: target)
            _ = try await house.accessKeys.rotate(key, as: caller)
        },
        Deed(name: "AccessKeyService.delete", isAllowed: keepers) { house, caller, target, _ in
            let key = try await house.key(of: target)
            try await house.accessKeys.delete(key, as: caller)
        },
        Deed(name: "AccessKeyService.delete", isAllowed: keepers) { house, caller, target, _ in
            _ = try await house.key(of: target)
            try await house.accessKeys.delete(named: ["key"], of: .user(.id(target.id)), as: caller)
        },
    ]
}

extension TestHouse {
    /// A new key of the user, made by the operator.
    fileprivate func key(of user: User) async throws -> AccessKeyID {
        let command = CreateAccessKey(owner: .user(.id(user.id)), name: "key")
        return try await services.accessKeys.create(command, as: Self.operator).key.id
    }
}
