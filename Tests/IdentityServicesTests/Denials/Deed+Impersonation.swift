import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let actors: Set<String> = ["admin", "org-admin", "super-admin"]

    static let impersonation: [Deed] = [
        Deed(name: "ImpersonationService.start", isAllowed: actors) { house, caller, target, _ in
            _ = try await house.impersonation.start(as: .id(target.id), reason: "support call", as: caller)
        },
        Deed(name: "ImpersonationService.caller", isAllowed: actors) { house, caller, target, _ in
            _ = try await house.impersonation.caller(actingAs: .id(target.id), as: caller)
        },
    ]
}
