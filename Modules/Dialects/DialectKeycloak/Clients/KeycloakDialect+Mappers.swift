import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    func mapperEndpoints(_ table: inout EndpointTable) {
        let dialect = self
        let missing = ErrorStyle.keycloakStyle(notFound: [.record: "Model not found"])
        let all: RoutePattern = "/admin/realms/{realm}/clients/{client}/protocol-mappers/models"
        let one: RoutePattern = "/admin/realms/{realm}/clients/{client}/protocol-mappers/models/{id}"
        table.on(.get, all, .signedIn, "List the mappers of a client", errors: missing) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, in: realm, as: caller)
            return Answer.list(client.settings.mappers.map(ClientRepresentation.write))
        }
        table.on(.get, one, .signedIn, "Read a mapper of a client", errors: missing) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, in: realm, as: caller)
            return Answer.json(.object(ClientRepresentation.write(try Self.mapper(request, of: client))))
        }
        table.on(.post, all, .signedIn, "Add a mapper to a client", errors: missing) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, in: realm, as: caller)
            let mapper = try ClientMapper(try request.object(), id: dialect.services.ids.uuid()).mapper
            guard !client.settings.mappers.contains(where: { $0.name == mapper.name }) else {
                return Answer.refused(409, "Protocol mapper exists with same name")
            }
            try await dialect.change(client, as: caller) { $0.append(mapper) }
            return Answer.created(request.location(below: request.path, mapper.id.uuidString.lowercased()))
        }
        table.on(.put, one, .signedIn, "Change a mapper of a client", errors: missing) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, in: realm, as: caller)
            let known = try Self.mapper(request, of: client)
            let mapper = try ClientMapper(try request.object(), id: known.id).mapper
            try await dialect.change(client, as: caller) { mappers in
                for index in mappers.indices where mappers[index].id == known.id { mappers[index] = mapper }
            }
            return Answer.done
        }
        table.on(.delete, one, .signedIn, "Take a mapper from a client", errors: missing) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let client = try await dialect.client(request, in: realm, as: caller)
            let known = try Self.mapper(request, of: client)
            try await dialect.change(client, as: caller) { mappers in mappers.removeAll { $0.id == known.id } }
            return Answer.done
        }
    }

    private static func mapper(_ request: AdminRequest, of client: Client) throws(ServiceError) -> ClaimMapper {
        let id = UUID(uuidString: request.parts[2])
        guard let mapper = client.settings.mappers.first(where: { $0.id == id }) else { throw .notFound(.record) }
        return mapper
    }

    private func change(
        _ client: Client, as caller: Caller, _ change: @escaping @Sendable (inout [ClaimMapper]) -> Void
    ) async throws(ServiceError) {
        var edit = EditClient()
        edit.settings = { change(&$0.mappers) }
        _ = try await services.clients.edit(client.id, edit, as: caller)
    }
}
