import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// One of the ways to name a role in a path, and how its refusals sound.
struct RoleAddress: Sendable {
    let path: String
    let errors: ErrorStyle
    let resolve: @Sendable (AdminRequest, Caller) async throws(ServiceError) -> (container: RoleContainer, role: Role)
}

/// Where roles are listed and made.
struct RoleCollection: Sendable {
    let path: String
    let resolve: @Sendable (AdminRequest, Caller) async throws(ServiceError) -> RoleContainer
}

extension KeycloakDialect {
    var roleCollections: [RoleCollection] {
        [
            RoleCollection(path: "/admin/realms/{realm}/roles") { (request, caller) async throws(ServiceError) in
                .realm(try await self.realm(request, as: caller))
            },
            RoleCollection(path: "/admin/realms/{realm}/clients/{client}/roles") {
                (request, caller) async throws(ServiceError) in
                let client = try await self.client(request, in: try await self.realm(request, as: caller), as: caller)
                return .client(client.id, key: client.pathID)
            },
        ]
    }

    /// By name in a realm or in a client, and by id.
    var roleAddresses: [RoleAddress] {
        let named = roleCollections.map { collection in
            RoleAddress(path: collection.path + "/{role}", errors: .keycloak) {
                (request, caller) async throws(ServiceError) in
                let container = try await collection.resolve(request, caller)
                return (container, container.role(request.parts[collection.path.contains("{client}") ? 2 : 1]))
            }
        }
        let byID = RoleAddress(
            path: "/admin/realms/{realm}/roles-by-id/{id}",
            errors: .keycloakStyle(notFound: [.role: "Could not find role with id"])
        ) { (request, caller) async throws(ServiceError) in
            let realm = try await self.realm(request, as: caller)
            guard let role = RoleRepresentation.role(id: request.parts[1]) else { throw .notFound(.role) }
            return (try await container(of: role, in: realm, as: caller), role)
        }
        return named + [byID]
    }

    func container(of role: Role, in realm: Realm, as caller: Caller) async throws(ServiceError) -> RoleContainer {
        guard let client = role.client else { return .realm(realm) }
        return .client(client, key: try await services.clients.read(client, as: caller).pathID)
    }

    /// In the order of the entries.
    func list(_ entries: [RoleEntry], in realm: Realm, as caller: Caller) async throws(ServiceError) -> [JSONObject] {
        var containers: [ClientID: RoleContainer] = [:], objects: [JSONObject] = []
        for entry in entries {
            guard let client = entry.role.client else {
                objects.append(RoleRepresentation.write(entry, in: .realm(realm)))
                continue
            }
            let container: RoleContainer
            if let known = containers[client] {
                container = known
            } else {
                container = try await self.container(of: entry.role, in: realm, as: caller)
                containers[client] = container
            }
            objects.append(RoleRepresentation.write(entry, in: container))
        }
        return objects
    }

    /// The roles that a body lists, by their ids or, without, by their names in the container.
    /// - Throws: `notFound(.role)` for one that is not there, or is of another container.
    /// - Parameter container: `nil` for roles of any; then only ids will do.
    func roles(
        listedIn request: AdminRequest, of container: RoleContainer?, as caller: Caller
    ) async throws(ServiceError) -> Set<Role> {
        var roles: Set<Role> = []
        for item in try request.array() {
            guard let object = item.objectValue else { throw AdminRequest.wrongBody }
            let byID = object["id"]?.stringValue.flatMap(RoleRepresentation.role(id:))
            guard let role = byID ?? object["name"]?.stringValue.flatMap({ container?.role($0) }),
                container.map({ $0.client == role.client }) ?? true
            else { throw .notFound(.role) }
            _ = try await services.roles.read(role, as: caller)
            roles.insert(role)
        }
        return roles
    }
}
