import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension DataikuDialect {
    func globalKeyEndpoints(_ table: inout EndpointTable) {
        let clock = services.clock
        table.on(.get, "/admin/global-api-keys/", .signedIn, "List global keys", errors: .dataiku) {
            (_: NoInput, caller) async throws(ServiceError) in
            try await list(.global(nil), as: caller)
        }
        table.on(.post, "/admin/global-api-keys/", .signedIn, "Create a global key", errors: .dataiku) {
            (input: NewKeyInput, caller) async throws(ServiceError) in
            let definition = try KeyDefinition(input.object, at: clock.now())
            let groups = Set((definition.groups ?? []).map(\.group))
            let roles = KeyForm.roles(isAdmin: definition.isAdmin ?? false)
            return try await create(definition.creation(of: .groups(groups, nil), roles: roles), as: caller)
        }
        // The client's older call puts the secret itself here; a token in an address is refused before this is asked.
        table.on(.get, "/admin/globalAPIKeys/{secret}", .signedIn, "Find a key by its secret", errors: .dataiku) {
            (_: SecretKeyInput, _) async throws(ServiceError) -> JSONAnswer in
            throw .notFound(.accessKey)
        }
        keyEndpoints(&table, "/admin/global-api-keys/{id}", isPersonal: false)
    }

    func personalKeyEndpoints(_ table: inout EndpointTable) {
        let clock = services.clock
        table.on(.get, "/personal-api-keys/", .signedIn, "List one's own keys", errors: .dataiku) {
            (_: NoInput, caller) async throws(ServiceError) in
            try await list(.own, as: caller)
        }
        table.on(.post, "/personal-api-keys/", .signedIn, "Create a key of one's own", errors: .dataiku) {
            (input: NewKeyInput, caller) async throws(ServiceError) in
            let definition = try KeyDefinition(input.object, at: clock.now())
            return try await create(definition.creation(of: .caller), as: caller)
        }
        table.on(.get, "/admin/personal-api-keys/", .signedIn, "List the keys of all users", errors: .dataiku) {
            (_: NoInput, caller) async throws(ServiceError) in
            try await list(.personal(nil), as: caller)
        }
        table.on(.post, "/admin/personal-api-keys/", .signedIn, "Create a key of a user", errors: .dataiku) {
            (input: NewKeyInput, caller) async throws(ServiceError) in
            let definition = try KeyDefinition(input.object, at: clock.now())
            guard let user = definition.user else {
                throw .invalidInput([FieldProblem("user", .missing, "user is missing.")])
            }
            return try await create(definition.creation(of: .user(user.user)), as: caller)
        }
        keyEndpoints(&table, "/personal-api-keys/{id}", isPersonal: true)
    }

    private func keyEndpoints(_ table: inout EndpointTable, _ path: RoutePattern, isPersonal: Bool) {
        let keys = services.accessKeys, clock = services.clock
        /// One of the other kind is not there.
        @Sendable func entry(_ id: AccessKeyID, as caller: Caller) async throws(ServiceError) -> KeyEntry {
            let entry = try await keys.entry(id, as: caller)
            guard (entry.owner != nil) == isPersonal else { throw .notFound(.accessKey) }
            return entry
        }
        table.on(.get, path, .signedIn, "Read a key", errors: .dataiku) {
            (input: KeyInput, caller) async throws(ServiceError) in
            JSONAnswer(object: KeyForm.object(try await entry(input.id, as: caller)))
        }
        table.on(.put, path, .signedIn, "Rename, describe or prolong a key", errors: .dataiku) {
            (input: KeyDefinitionInput, caller) async throws(ServiceError) in
            let definition = try KeyDefinition(input.object, at: clock.now())
            let edit = try definition.edit(of: try await entry(input.id, as: caller))
            _ = try await keys.edit(input.id, edit, as: caller)
            return JSONAnswer(message: "Edited API key \(input.id)")
        }
        table.on(.delete, path, .signedIn, "End a key", errors: .dataiku) {
            (input: KeyInput, caller) async throws(ServiceError) in
            _ = try await entry(input.id, as: caller)
            try await keys.delete(input.id, as: caller)
            return NoContent()
        }
    }

    private func list(_ listing: KeyListing, as caller: Caller) async throws(ServiceError) -> JSONAnswer {
        var list = ListWriter()
        try await services.accessKeys.entries(listing, as: caller) { page in
            for entry in page { list.add { $0.value(.object(KeyForm.object(entry))) } }
        }
        return list.answer()
    }

    private func create(_ command: CreateAccessKey, as caller: Caller) async throws(ServiceError) -> JSONAnswer {
        let issued = try await services.accessKeys.create(command, as: caller)
        let entry = try await services.accessKeys.entry(issued.key.id, as: caller)
        return JSONAnswer(object: KeyForm.object(entry, token: issued.token))
    }
}

struct SecretKeyInput: EndpointInput {
    static let description = InputDescription(path: [ParameterDescription("secret", .string, "Refused.")])
    init(reading request: inout RequestReader) throws(ServiceError) {}
}
