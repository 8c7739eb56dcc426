package import DialectKit
package import HTTPCore
package import IdentityCore
package import IdentityServices

/// Gatehouse's own API: REST, JSON, problem details (RFC 9457), ETags on users.
package struct NativeDialect: Dialect {
    package static let name = "native"
    package static let errors = ErrorStyle.native

    let services: Services
    let cursors: PageCursors

    /// - Parameter tagging: marks page cursors.
    package init(_ services: Services, tagging: any MessageTagging) {
        self.services = services
        cursors = PageCursors(tagging: tagging)
    }

    package func claim(in request: HTTPRequest) -> CallerClaim { request.bearerOrKeyClaim }

    package func endpoints(_ table: inout EndpointTable) {
        sessionEndpoints(&table)
        impersonationEndpoints(&table)
        ownAccountEndpoints(&table)
        userEndpoints(&table)
        groupEndpoints(&table)
        roleEndpoints(&table)
        authorizationEndpoints(&table)
        keyEndpoints(&table)
        secretEndpoints(&table)
        workspaceEndpoints(&table)
        resourceEndpoints(&table)
        auditEndpoints(&table)
        activityEndpoints(&table)
        organizationEndpoints(&table)
        tenantEndpoints(&table)
        clientEndpoints(&table)
        documentEndpoints(&table)
        invitationEndpoints(&table)
        passwordResetEndpoints(&table)
        sourceEndpoints(&table)
    }
}
