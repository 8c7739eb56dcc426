import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    func roleEndpoints(_ table: inout EndpointTable) {
        for collection in roleCollections { listEndpoints(&table, collection) }
        for address in roleAddresses { oneRoleEndpoints(&table, address) }
    }

    private func listEndpoints(_ table: inout EndpointTable, _ collection: RoleCollection) {
        let roles = services.roles, documents = services.documents, path = RoutePattern(collection.path)
        table.on(.get, path, .signedIn, "List roles", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let container = try await collection.resolve(request, caller)
            let entries = try await roles.search(
                container.scope, name: request.query.filled("search"), skipping: request.first, limit: request.max(),
                as: caller)
            guard !(request.flag("briefRepresentation") ?? true) else {
                return Answer.list(entries.map { RoleRepresentation.write($0, in: container) })
            }
            let holders = entries.filter { !$0.isBuiltIn }.map { DocumentHolder.role($0.role) }
            let found = try await documents.list(Annotation.name, of: holders, as: caller)
            return Answer.list(
                entries.map {
                    RoleRepresentation.write(
                        $0, in: container, attributes: Annotation(found[.role($0.role)]).attributes)
                })
        }
        table.on(.post, path, .signedIn, "Define a role", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let container = try await collection.resolve(request, caller)
            let made = try await roles.create(RoleChange(try request.object()).creation(in: container), as: caller)
            return Answer.created(request.location(below: request.path, made.role.name))
        }
    }

    private func oneRoleEndpoints(_ table: inout EndpointTable, _ address: RoleAddress) {
        let roles = services.roles, documents = services.documents, path = RoutePattern(address.path)
        table.on(.get, path, .signedIn, "Read a role", errors: address.errors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let (container, role) = try await address.resolve(request, caller)
            let entry = try await roles.read(role, as: caller)
            let document =
                entry.isBuiltIn ? nil : try await documents.find(Annotation.name, of: .role(role), as: caller)
            return Answer.json(
                .object(
                    RoleRepresentation.write(entry, in: container, attributes: Annotation(document).attributes)))
        }
        table.on(.put, path, .signedIn, "Change a role", errors: address.errors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let (container, role) = try await address.resolve(request, caller)
            let change = try RoleChange(try request.object())
            if let name = change.name, container.role(name) != role {
                return Answer.notServed("A role keeps its name: it is what users and groups hold.")
            }
            _ = try await roles.edit(role, change.edit, as: caller)
            return Answer.done
        }
        table.on(.delete, path, .signedIn, "Delete a role and take it from everybody", errors: address.errors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            try await roles.delete(address.resolve(request, caller).role, as: caller)
            return Answer.done
        }
    }

    /// Who holds a role without another role or a group in between.
    func holderEndpoints(_ table: inout EndpointTable) {
        let roles = services.roles, dialect = self
        for address in roleAddresses.dropLast() {
            let users = RoutePattern(address.path + "/users"), groups = RoutePattern(address.path + "/groups")
            table.on(.get, users, .signedIn, "List users who hold a role themselves", errors: address.errors) {
                (request: AdminRequest, caller) async throws(ServiceError) in
                let realm = try await dialect.realm(request, as: caller)
                let role = try await address.resolve(request, caller).role
                let found = try await roles.directHolders(
                    of: role, in: realm.organization, skipping: request.first, limit: request.max(usual: 100),
                    as: caller)
                return Answer.list(found.map(UserRepresentation.write))
            }
            table.on(.get, groups, .signedIn, "List groups that hold a role themselves", errors: address.errors) {
                (request: AdminRequest, caller) async throws(ServiceError) in
                let realm = try await dialect.realm(request, as: caller)
                let role = try await address.resolve(request, caller).role
                let found = try await roles.groups(holding: role, in: realm.organization, as: caller)
                return Answer.list(
                    found.dropFirst(request.first).prefix(request.max() ?? .max).map {
                        GroupRepresentation.write($0, isBrief: true)
                    })
            }
        }
    }
}
