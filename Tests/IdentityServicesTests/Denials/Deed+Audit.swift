import IdentityCore
import IdentityServices
import TestSupport

extension Deed {
    private static let auditReaders: Set<String> = managers.union(["auditor", "foreign"])
    private static let checkers: Set<String> = ["auditor", "admin", "super-admin", "impersonated", "operator"]

    static let audit: [Deed] = [
        Deed(name: "AuditService.search", isAllowed: auditReaders) { house, caller, _, _ in
            _ = try await house.audit.search(AuditQuery(limit: 1), as: caller)
        },
        Deed(name: "AuditService.head", isAllowed: checkers) { house, caller, _, _ in
            _ = try await house.audit.head(as: caller)
        },
        Deed(name: "AuditService.verify", isAllowed: checkers) { house, caller, _, _ in
            _ = try await house.audit.verify(as: caller)
        },
    ]
}
