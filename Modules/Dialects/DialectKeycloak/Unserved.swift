import DialectKit
import HTTPCore
import IdentityCore

/// Endpoints of Keycloak's that this server knows of and does not serve: each answers 501 in Keycloak's shape and says
/// why. `Docs/Dialects/Keycloak.md` shows the same list.
struct Unserved: Sendable {
    let method: HTTPMethod
    /// Below `/admin/realms/{realm}`.
    let path: String
    let why: String

    static let all: [Unserved] = [
        Unserved(.post, "/users/{id}/impersonation", impersonation),
        Unserved(.put, "/users/{id}/send-verify-email", "Addresses are verified by sources and administrators."),
        Unserved(.put, "/users/{id}/reset-password-email", "Use execute-actions-email with UPDATE_PASSWORD."),
        Unserved(
            .put, "/users/{id}/credentials/{credential}/userLabel", "A user has one password, and no names for it."),
        Unserved(.post, "/user-storage/{id}/remove-imported-users", imported),
        Unserved(.post, "/user-storage/{id}/unlink-users", imported),
        Unserved(.post, "/user-storage/{id}/mappers/{mapper}/sync", imported),
        Unserved(.get, "/keys", "Signing keys are read at protocol/openid-connect/certs and kept with 'gatehouse'."),
        Unserved(.get, "/clients/{client}/user-sessions", perClient),
        Unserved(.get, "/clients/{client}/offline-sessions", perClient),
        Unserved(.get, "/clients/{client}/session-count", perClient),
        Unserved(.get, "/client-session-stats", perClient),
        Unserved(.post, "/logout-all", "End the sessions of each user with users/ID/logout."),
        Unserved(.get, "/events", events), Unserved(.delete, "/events", events),
        Unserved(.get, "/events/config", events), Unserved(.put, "/events/config", events),
        Unserved(.get, "/admin-events", events), Unserved(.delete, "/admin-events", events),
        Unserved(.get, "/identity-provider/instances", providers),
        Unserved(.post, "/identity-provider/instances", providers),
        Unserved(.get, "/organizations", "A realm is an organization here, and holds none."),
        Unserved(.post, "/organizations", "A realm is an organization here, and holds none."),
        Unserved(.get, "/client-scopes", scopes), Unserved(.post, "/client-scopes", scopes),
        Unserved(.get, "/default-default-client-scopes", scopes),
        Unserved(.get, "/default-optional-client-scopes", scopes),
        Unserved(.get, "/authentication/flows", flows), Unserved(.post, "/authentication/flows", flows),
        Unserved(.get, "/default-groups", "New users come into no group by themselves."),
        Unserved(.post, "/partial-export", exports), Unserved(.post, "/partialImport", exports),
        Unserved(.post, "/testSMTPConnection", "Mail is tried with 'gatehouse mail test'."),
    ]

    private static let impersonation =
        "Acting as somebody else is a token exchange with requested_subject; it opens no browser session."
    private static let imported = "What becomes of imported users is the policy of their source, in the configuration."
    private static let perClient = "Sessions are listed by user."
    private static let events = "What happened stands in the audit: GET /api/v1/audit."
    private static let providers = "Outside issuers are sources, configured by the operator."
    private static let scopes = "Which claims a scope stands for is not changed here."
    private static let flows = "How a sign-in goes is not changed here."
    private static let exports =
        "The whole state is exported and applied with 'gatehouse export config' and 'gatehouse apply'."

    init(_ method: HTTPMethod, _ path: String, _ why: String) {
        self.method = method
        self.path = path
        self.why = why
    }
}

extension KeycloakDialect {
    func unservedEndpoints(_ table: inout EndpointTable) {
        let dialect = self
        for endpoint in Unserved.all {
            let path = RoutePattern("/admin/realms/{realm}\(endpoint.path)")
            table.on(endpoint.method, path, .signedIn, "Not served", errors: .keycloak) {
                (request: AdminRequest, caller) async throws(ServiceError) in
                _ = try await dialect.realm(request, as: caller)
                return Answer.notServed(endpoint.why)
            }
        }
    }
}
