import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let keepers: Set<String> = ["member", "admin", "org-admin", "super-admin", "foreign"]
    private static let helpers: Set<String> = managers.subtracting(["impersonated"])
    private static let mine = KeepSecret(name: "mine", secret: Secret("sesame"))

    static let secrets: [Deed] = [
        Deed(name: "SecretService.put", isAllowed: helpers) { house, caller, target, _ in
            _ = try await house.secrets.put(mine, of: .user(.id(target.id)), as: caller)
        },
        Deed(name: "SecretService.put", isAllowed: helpers) { house, caller, target, _ in
            _ = try await house.secrets.put([mine], of: .user(.id(target.id)), as: caller)
        },
        Deed(name: "SecretService.reveal", isAllowed: keepers) { house, caller, _, _ in
            _ = try await house.secrets.put(mine, as: caller)
            _ = try await house.secrets.reveal("mine", as: caller)
        },
        Deed(name: "SecretService.list", isAllowed: helpers) { house, caller, target, _ in
            _ = try await house.secrets.list(of: .user(.id(target.id)), limit: 1, as: caller)
        },
        Deed(name: "SecretService.remove", isAllowed: helpers) { house, caller, target, _ in
            _ = try await house.secrets.put(mine, of: .user(.id(target.id)), as: TestHouse.operator)
            try await house.secrets.remove("mine", of: .user(.id(target.id)), as: caller)
        },
    ]
}
