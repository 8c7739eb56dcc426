import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    /// The client of the path: of its realm, or of all realms.
    func client(
        _ request: AdminRequest, _ place: Int = 1, in realm: Realm, as caller: Caller
    ) async throws(ServiceError) -> Client {
        guard let key = UUID(uuidString: request.parts[place]) else { throw .notFound(.client) }
        let client = try await services.clients.read(key: key, as: caller)
        guard client.settings.realm.map({ $0 == realm.organization }) ?? true else { throw .notFound(.client) }
        return client
    }

    func clientEndpoints(_ table: inout EndpointTable) {
        let clients = services.clients, dialect = self
        let all: RoutePattern = "/admin/realms/{realm}/clients",
            one: RoutePattern = "/admin/realms/{realm}/clients/{id}"
        table.on(.get, all, .signedIn, "List clients", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let found = try await clients.search(
                of: realm.organization, id: request.query.filled("clientId"),
                isPart: request.flag("search") ?? false, skipping: request.first, limit: request.max(), as: caller)
            return Answer.list(found.map(ClientRepresentation.write))
        }
        table.on(.post, all, .signedIn, "Create a client", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let change = try ClientChange(try request.object(), ids: dialect.services.ids)
            if let what = change.notServed { return Answer.notServed("\(what) is not served here.") }
            let client = try await clients.create(change.creation(in: realm), as: caller)
            return Answer.created(request.location(below: request.path, client.pathID))
        }
        table.on(.get, one, .signedIn, "Read a client", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            return Answer.json(
                .object(ClientRepresentation.write(try await dialect.client(request, in: realm, as: caller))))
        }
        table.on(.put, one, .signedIn, "Change a client", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, in: realm, as: caller)
            let change = try ClientChange(try request.object(), ids: dialect.services.ids)
            if let what = change.notServed { return Answer.notServed("\(what) is not served here.") }
            if let id = change.clientID, id != client.id.rawValue {
                return Answer.notServed("A client keeps its name.")
            }
            let changed = try await clients.edit(client.id, change.edit, as: caller)
            if let secret = change.secret, !changed.settings.isPublic {
                _ = try await clients.renewSecret(of: client.id, to: secret, as: caller)
            }
            return Answer.done
        }
        table.on(.delete, one, .signedIn, "Delete a client with its roles", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, in: realm, as: caller)
            try await clients.deleteWithRoles(client.id, as: caller)
            return Answer.done
        }
        secretEndpoints(&table)
        mapperEndpoints(&table)
    }

    private func secretEndpoints(_ table: inout EndpointTable) {
        let clients = services.clients, users = services.users, dialect = self
        let secret: RoutePattern = "/admin/realms/{realm}/clients/{id}/client-secret"
        table.on(.get, secret, .signedIn, "Read the secret of a client", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, in: realm, as: caller)
            return Self.answer(try await clients.secret(of: client.id, as: caller))
        }
        table.on(.post, secret, .signedIn, "Give a client a new secret", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, in: realm, as: caller)
            return Self.answer(try await clients.renewSecret(of: client.id, as: caller))
        }
        table.on(
            .get, "/admin/realms/{realm}/clients/{id}/service-account-user", .signedIn,
            "Whom a client is as itself", errors: .keycloak
        ) { (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, in: realm, as: caller)
            let user = try await clients.serviceAccount(of: client.id, as: caller)
            let record = try await users.record(
                of: user.id, in: user.organization, with: Annotation.name, as: caller)
            return Answer.json(.object(UserRepresentation.write(record)))
        }
    }

    private static func answer(_ secret: Secret?) -> Answer {
        var object: JSONObject = ["type": "secret"]
        secret?.reveal { object["value"] = .string($0) }
        return Answer.json(.object(object))
    }
}
