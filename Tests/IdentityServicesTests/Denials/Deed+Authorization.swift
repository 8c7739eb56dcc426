import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let wanted = Permission(.readUsers)
    private static let askers = managers.union(["auditor"])

    static let authorization: [Deed] = [
        Deed(
            name: "AuthorizationService.allows", isAllowed: accounts.union(["impersonated", "narrow-key", "operator"])
        ) {
            house, caller, _, _ in
            _ = try await house.authorization.allows(wanted, as: caller)
        },
        Deed(
            name: "AuthorizationService.decide", isAllowed: accounts.union(["impersonated", "narrow-key", "operator"])
        ) {
            house, caller, _, _ in
            _ = try await house.authorization.decide(wanted, as: caller)
        },
        Deed(name: "AuthorizationService.explain", isAllowed: askers) { house, caller, target, _ in
            _ = try await house.authorization.explain(.id(target.id), wanted, as: caller)
        },
        Deed(name: "AuthorizationService.dominates", isAllowed: askers) { house, caller, target, _ in
            _ = try await house.authorization.dominates(.id(target.id), .id(target.id), as: caller)
        },
        Deed(name: "AuthorizationService.who", isAllowed: askers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.authorization.who(WhoQuery(wanted, in: .standard, limit: 1), as: caller)
        },
        Deed(name: "AuthorizationService.matrix", isAllowed: askers.union(["foreign"])) { house, caller, _, _ in
            _ = try await house.authorization.matrix(limit: 1, as: caller)
        },
    ]
}
