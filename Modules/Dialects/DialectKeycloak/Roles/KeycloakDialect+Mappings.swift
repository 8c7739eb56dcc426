import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    func mappingEndpoints(_ table: inout EndpointTable) {
        for address in roleHolderAddresses {
            allMappingsEndpoint(&table, address)
            mappingEndpoints(&table, address, "/realm") { (_, realm, _) async throws(ServiceError) in .realm(realm) }
            mappingEndpoints(&table, address, "/clients/{client}") {
                (request, realm, caller) async throws(ServiceError) in
                let client = try await self.client(request, 2, in: realm, as: caller)
                return .client(client.id, key: client.pathID)
            }
        }
    }

    private static let mappingErrors = ErrorStyle.keycloakStyle(notFound: [
        .role: "Role not found", .client: "Client not found",
    ])

    private func allMappingsEndpoint(_ table: inout EndpointTable, _ address: RoleHolderAddress) {
        let services = services, dialect = self
        table.on(.get, RoutePattern(address.path), .signedIn, "List roles held directly", errors: Self.mappingErrors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let held = try await address.resolve(request, realm, caller).held(services, as: caller).direct
            var object = JSONObject(), clients = JSONObject()
            let own = held.filter { $0.role.client == nil }
            if !own.isEmpty {
                object["realmMappings"] = .array(
                    own.map { .object(RoleRepresentation.write($0, in: .realm(realm))) })
            }
            for client in Set(held.compactMap(\.role.client)).sorted() {
                let key = try await services.clients.read(client, as: caller).pathID
                let roles = held.filter { $0.role.client == client }.map {
                    JSONValue.object(RoleRepresentation.write($0, in: .client(client, key: key)))
                }
                clients[client.rawValue] = [
                    "id": .string(key), "client": .string(client.rawValue), "mappings": .array(roles),
                ]
            }
            if !clients.isEmpty { object["clientMappings"] = .object(clients) }
            return Answer.json(.object(object))
        }
    }

    private func mappingEndpoints(
        _ table: inout EndpointTable, _ address: RoleHolderAddress, _ part: String,
        _ place: @escaping @Sendable (AdminRequest, Realm, Caller) async throws(ServiceError) -> RoleContainer
    ) {
        let services = services, dialect = self, path = RoutePattern(address.path + part)
        func reading(
            _ suffix: String, _ summary: String,
            _ choose: @escaping @Sendable (HeldRoles, [RoleEntry]) -> [RoleEntry]
        ) {
            let needsAll = suffix == "/available", path = RoutePattern(address.path + part + suffix)
            table.on(.get, path, .signedIn, summary, errors: Self.mappingErrors) {
                (request: AdminRequest, caller) async throws(ServiceError) in
                let realm = try await dialect.realm(request, as: caller)
                let held = try await address.resolve(request, realm, caller).held(services, as: caller)
                let container = try await place(request, realm, caller)
                let all =
                    needsAll ? try await services.roles.search(container.scope, limit: nil, as: caller) : []
                let chosen = choose(held, all).filter { $0.role.client == container.client }
                return Answer.list(chosen.map { RoleRepresentation.write($0, in: container) })
            }
        }
        reading("", "List roles held directly") { held, _ in held.direct }
        reading("/composite", "List roles held in any way") { held, _ in held.effective }
        reading("/available", "List roles not held directly") { held, all in
            let present = Set(held.direct.map(\.role))
            return all.filter { !present.contains($0.role) }
        }
        table.on(.post, path, .signedIn, "Give roles", errors: Self.mappingErrors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let holder = try await address.resolve(request, realm, caller)
            let container = try await place(request, realm, caller)
            let roles = try await dialect.roles(listedIn: request, of: container, as: caller)
            try await holder.change(granting: roles, services, as: caller)
            return Answer.done
        }
        table.on(.delete, path, .signedIn, "Take roles", errors: Self.mappingErrors) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let holder = try await address.resolve(request, realm, caller)
            let container = try await place(request, realm, caller)
            let roles = try await dialect.roles(listedIn: request, of: container, as: caller)
            try await holder.change(withdrawing: roles, services, as: caller)
            return Answer.done
        }
    }
}
