import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    func realmEndpoints(_ table: inout EndpointTable) {
        let organizations = services.organizations, documents = services.documents, dialect = self
        table.on(.get, "/admin/realms", .signedIn, "List realms", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let all = try await organizations.list(limit: Self.allRealms, as: caller)
            return Answer.list(all.map(RealmRepresentation.brief))
        }
        table.on(.post, "/admin/realms", .signedIn, "Create a realm", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let change = try RealmChange(try request.object())
            if let member = change.notServed { return Self.undecided(member) }
            guard let name = change.name, !name.isEmpty else {
                throw ServiceError.invalidInput([FieldProblem("realm", .missing, "Realm name is missing")])
            }
            guard let realm = Realm(name: name), realm.organization != .standard else {
                throw ServiceError.alreadyExists(.organization, field: "id")
            }
            let command = CreateOrganization(id: name, name: change.displayName)
            _ = try await organizations.create(command, as: caller)
            if !change.kept.isEmpty { try await dialect.keep(change.kept, of: realm, as: caller) }
            return Answer.created(request.location(below: request.path, realm.name))
        }
        table.on(.get, "/admin/realms/{realm}", .signedIn, "Read a realm", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let organization = try await organizations.read(realm.organization, as: caller)
            let kept = try await documents.find(
                Annotation.name, of: .organization(realm.organization), as: caller)
            return Answer.json(.object(RealmRepresentation.write(organization, kept: kept)))
        }
        table.on(.put, "/admin/realms/{realm}", .signedIn, "Change a realm", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let change = try RealmChange(try request.object())
            if let member = change.notServed { return Self.undecided(member) }
            if let name = change.name, name != realm.name { return Answer.notServed("A realm keeps its name.") }
            // An edit without a name is asked for too: it decides whether the caller may.
            let known = try await organizations.read(realm.organization, as: caller)
            _ = try await organizations.edit(
                realm.organization, name: change.displayName ?? known.name, as: caller)
            if !change.kept.isEmpty { try await dialect.keep(change.kept, of: realm, as: caller) }
            return Answer.done
        }
        table.on(.delete, "/admin/realms/{realm}", .signedIn, "Delete a realm with all in it", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            try await organizations.deleteWithContents(realm.organization, as: caller)
            return Answer.done
        }
        settingEndpoints(&table)
    }

    /// Realms are listed without pages in this API; nobody has as many.
    private static let allRealms = 10_000

    private static func undecided(_ member: String) -> Answer {
        .notServed("\(member) is no choice of a realm here: the server's configuration decides it.")
    }

    private func keep(_ members: JSONObject, of realm: Realm, as caller: Caller) async throws(ServiceError) {
        let holder = DocumentHolder.organization(realm.organization)
        let known = try await services.documents.find(Annotation.name, of: holder, as: caller)
        var all = Annotation(known).attributes
        for member in members.members { all[member.key] = member.value }
        guard let text = Annotation(all).text else { return }
        guard try await services.documents.replace(Annotation.name, known?.text, with: text, of: holder, as: caller)
        else { throw .limited(retryAfterSeconds: 1) }
    }
}
