import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    func compositeEndpoints(_ table: inout EndpointTable) {
        for address in roleAddresses {
            let errors = ErrorStyle.keycloakStyle(notFound: [
                .role: address.path.contains("roles-by-id") ? "Could not find role with id" : "Could not find role"
            ])
            readCompositeEndpoints(&table, address, errors)
            changeCompositeEndpoints(&table, address, errors)
        }
    }

    private func readCompositeEndpoints(_ table: inout EndpointTable, _ address: RoleAddress, _ errors: ErrorStyle) {
        let roles = services.roles, dialect = self
        let all = RoutePattern(address.path + "/composites"), ofRealm = RoutePattern(address.path + "/composites/realm")
        let ofClient = RoutePattern(address.path + "/composites/clients/{composing}")
        table.on(.get, all, .signedIn, "List the roles that a role includes", errors: errors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let included = try await roles.included(in: address.resolve(request, caller).role, as: caller)
            let fitting = Self.searched(request, included)
            return Answer.list(try await dialect.list(fitting, in: realm, as: caller))
        }
        table.on(.get, ofRealm, .signedIn, "List the realm roles that a role includes", errors: errors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let included = try await roles.included(in: address.resolve(request, caller).role, as: caller)
            let own = included.filter { $0.role.client == nil }
            return Answer.list(try await dialect.list(own, in: realm, as: caller))
        }
        table.on(.get, ofClient, .signedIn, "List the roles of a client that a role includes", errors: errors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, request.parts.count - 1, in: realm, as: caller).id
            let included = try await roles.included(in: address.resolve(request, caller).role, as: caller)
            let own = included.filter { $0.role.client == client }
            return Answer.list(try await dialect.list(own, in: realm, as: caller))
        }
    }

    private func changeCompositeEndpoints(
        _ table: inout EndpointTable, _ address: RoleAddress, _ errors: ErrorStyle
    ) {
        let roles = services.roles, dialect = self, path = RoutePattern(address.path + "/composites")
        table.on(.post, path, .signedIn, "Let a role include others", errors: errors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let (container, role) = try await address.resolve(request, caller)
            var edit = EditRole()
            edit.including = try await dialect.roles(
                listedIn: request, of: Self.anyRole(container, request), as: caller)
            _ = try await roles.edit(role, edit, as: caller)
            return Answer.done
        }
        table.on(.delete, path, .signedIn, "Let a role include others no more", errors: errors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let (container, role) = try await address.resolve(request, caller)
            var edit = EditRole()
            edit.excluding = try await dialect.roles(
                listedIn: request, of: Self.anyRole(container, request), as: caller)
            _ = try await roles.edit(role, edit, as: caller)
            return Answer.done
        }
    }

    /// Included roles may be of the realm or of any client, so an id decides; names alone mean the role's own container.
    private static func anyRole(_ container: RoleContainer, _ request: AdminRequest) -> RoleContainer? {
        let items = request.body?.arrayValue ?? []
        let areNamed = items.contains { $0.objectValue?["id"]?.stringValue == nil }
        return areNamed ? container : nil
    }

    private static func searched(_ request: AdminRequest, _ entries: [RoleEntry]) -> [RoleEntry] {
        let part = request.query.filled("search")?.lowercased()
        let fitting = entries.filter { entry in part.map { entry.role.name.lowercased().contains($0) } ?? true }
        return Array(fitting.dropFirst(request.first).prefix(request.max() ?? .max))
    }
}
