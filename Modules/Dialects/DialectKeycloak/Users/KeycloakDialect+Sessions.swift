import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    func sessionEndpoints(_ table: inout EndpointTable) {
        let sessions = services.sessions, dialect = self
        table.on(.get, "/admin/realms/{realm}/users/{id}/sessions", .signedIn, "List sessions", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            var pages = sessions.pages(of: user.id, as: caller)
            var open: [JSONObject] = []
            while let page = try await pages.next() { open += page.map { Self.write($0, of: user) } }
            return Answer.list(open)
        }
        table.on(.post, "/admin/realms/{realm}/users/{id}/logout", .signedIn, "End all sessions", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            try await sessions.endAll(of: user.id, as: caller)
            return Answer.done
        }
        table.on(.delete, "/admin/realms/{realm}/sessions/{id}", .signedIn, "End a session", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            _ = try await dialect.realm(request, as: caller)
            try await sessions.end(request.id(1, .session), as: caller)
            return Answer.done
        }
    }

    /// The last use of a single session is not noted here; what is shown is its beginning.
    private static func write(_ session: Session, of user: User) -> JSONObject {
        let start = JSONValue.integer(session.createdAt.milliseconds)
        return [
            "id": .string(session.id.description), "username": .string(user.login.display.lowercased()),
            "userId": .string(user.id.description), "ipAddress": .string(session.address ?? ""), "start": start,
            "lastAccess": start, "rememberMe": false, "clients": [:], "transientUser": false,
        ]
    }
}
