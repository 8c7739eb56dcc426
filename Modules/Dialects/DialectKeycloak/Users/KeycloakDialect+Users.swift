import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    private static let usualPage = 100

    /// The user of the path, of the realm of the path.
    func record(
        _ request: AdminRequest, in realm: Realm, with document: DocumentName? = nil, as caller: Caller
    ) async throws(ServiceError) -> UserRecord {
        try await services.users.record(
            of: request.id(1, .user), in: realm.organization, with: document, as: caller)
    }

    func userEndpoints(_ table: inout EndpointTable) {
        let users = services.users, dialect = self
        let all: RoutePattern = "/admin/realms/{realm}/users", one: RoutePattern = "/admin/realms/{realm}/users/{id}"
        table.on(.get, all, .signedIn, "Search users", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let records = try await users.search(
                UserSearch(request, in: realm), skipping: request.first, limit: request.max(usual: Self.usualPage),
                as: caller)
            let isBrief = request.flag("briefRepresentation") ?? false
            return Answer.list(
                records.map { isBrief ? UserRepresentation.brief($0.user) : UserRepresentation.write($0) })
        }
        table.on(.post, all, .signedIn, "Create a user", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let change = try UserChange(try request.object())
            if let what = change.notServed { return Answer.notServed("\(what) is not served here.") }
            let user = try await users.create(change.creation(in: realm), as: caller)
            return Answer.created(request.location(below: request.path, user.id.description))
        }
        table.on(.get, "/admin/realms/{realm}/users/count", .signedIn, "Count users", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            return Answer.json(
                .integer(Int64(try await users.count(UserSearch(request, in: realm), as: caller))))
        }
        table.on(.get, one, .signedIn, "Read a user", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let record = try await dialect.record(request, in: realm, with: Annotation.name, as: caller)
            var object = UserRepresentation.write(record)
            object["federatedIdentities"] = .array(UserRepresentation.links(of: record.user).map(JSONValue.object))
            return Answer.json(.object(object))
        }
        table.on(.put, one, .signedIn, "Change a user", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            let change = try UserChange(try request.object())
            if let what = change.notServed { return Answer.notServed("\(what) is not served here.") }
            _ = try await users.edit(.id(user.id), change.edit(of: user), as: caller)
            if let password = change.password {
                try await users.setPassword(
                    of: .id(user.id), to: password.value, temporary: password.isTemporary, as: caller)
            }
            return Answer.done
        }
        table.on(.delete, one, .signedIn, "Delete a user", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            try await users.delete(.id(user.id), as: caller)
            return Answer.done
        }
    }
}
