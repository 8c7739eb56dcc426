import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    /// Where else a user is known, and what a user has agreed to. The source is part of a user's identity here: it comes
    /// with the first sign-in or a sync, and nobody puts another one in its place.
    func linkEndpoints(_ table: inout EndpointTable) {
        let dialect = self
        let missing = ErrorStyle.keycloakStyle(notFound: [
            .source: "Link not found", .record: "Consent nor offline token not found",
        ])
        let link: RoutePattern = "/admin/realms/{realm}/users/{id}/federated-identity/{provider}"
        table.on(
            .get, "/admin/realms/{realm}/users/{id}/federated-identity", .signedIn, "Where else a user is known",
            errors: .keycloak
        ) { (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            return Answer.list(
                UserRepresentation.links(of: try await dialect.record(request, in: realm, as: caller).user))
        }
        table.on(.post, link, .signedIn, "Link a user", errors: missing) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            guard UserRepresentation.links(of: user).isEmpty else {
                return Answer.refused(409, "User is already linked with provider")
            }
            return Answer.notServed("Whom a provider means is found out at a sign-in or a sync, not set by hand.")
        }
        table.on(.delete, link, .signedIn, "Take a link away", errors: missing) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            guard !UserRepresentation.links(of: user).isEmpty, user.source.rawValue == request.parts[2] else {
                throw ServiceError.notFound(.source)
            }
            return Answer.notServed("The source is part of the user's identity; delete the user instead.")
        }
        // Nobody is asked for consent here.
        table.on(
            .get, "/admin/realms/{realm}/users/{id}/consents", .signedIn, "What a user has agreed to",
            errors: .keycloak
        ) { (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            _ = try await dialect.record(request, in: realm, as: caller)
            return Answer.list([])
        }
        table.on(
            .delete, "/admin/realms/{realm}/users/{id}/consents/{client}", .signedIn, "Take a consent back",
            errors: missing
        ) { (request: AdminRequest, caller) async throws(ServiceError) -> Answer in
            let realm = try await dialect.realm(request, as: caller)
            _ = try await dialect.record(request, in: realm, as: caller)
            throw ServiceError.notFound(.record)
        }
    }
}
