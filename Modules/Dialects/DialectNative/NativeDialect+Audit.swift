import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func auditEndpoints(_ table: inout EndpointTable) {
        let audit = services.audit, cursors = cursors
        table.on(.get, "/audit", .signedIn, "Search the audit records", errors: .native) {
            (input: AuditListInput, caller) async throws(ServiceError) in
            let query = try input.query(using: cursors)
            return AuditPageBody(try await audit.search(query, as: caller), query: query, cursors: cursors)
        }
        table.on(.get, "/audit/head", .signedIn, "Where the audit chain ends now", errors: .native) {
            (_: NoInput, caller) async throws(ServiceError) in
            AuditHeadBody(head: try await audit.head(as: caller))
        }
        table.on(.get, "/audit/verification", .signedIn, "Check that no record was changed", errors: .native) {
            (input: AuditVerificationInput, caller) async throws(ServiceError) in
            AuditVerificationBody(found: try await audit.verify(against: input.anchor, as: caller))
        }
    }
}
