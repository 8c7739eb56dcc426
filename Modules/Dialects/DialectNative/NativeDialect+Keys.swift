import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func keyEndpoints(_ table: inout EndpointTable) {
        let keys = services.accessKeys, cursors = cursors
        table.on(.get, "/keys", .signedIn, "List one's own access keys", errors: .native) {
            (input: OwnKeyListInput, caller) async throws(ServiceError) in
            try await input.page.read(from: keys, using: cursors, as: caller)
        }
        table.on(.get, "/users/{id}/keys", .signedIn, "List a user's access keys", errors: .native) {
            (input: UserKeyListInput, caller) async throws(ServiceError) in
            try await input.page.read(from: keys, using: cursors, as: caller)
        }
        table.on(.get, "/keys/global", .signedIn, "List the access keys of groups", errors: .native) {
            (input: GlobalKeyListInput, caller) async throws(ServiceError) in
            try await input.page.read(from: keys, using: cursors, as: caller)
        }
        table.on(.get, "/keys/{id}", .signedIn, "Read an access key", errors: .native) {
            (input: KeySelectorInput, caller) async throws(ServiceError) in
            KeyBody(key: try await keys.read(input.id, as: caller))
        }
        table.on(.patch, "/keys/{id}", .signedIn, "Rename, limit or prolong an access key", errors: .native) {
            (input: EditKeyBody, caller) async throws(ServiceError) in
            KeyBody(key: try await keys.edit(input.id, input.edit, as: caller))
        }
        table.on(.post, "/keys/{id}/rotation", .signedIn, "Give an access key a new token", errors: .native) {
            (input: RotateKeyBody, caller) async throws(ServiceError) in
            RotatedKeyBody(issued: try await keys.rotate(input.id, overlap: input.overlap, as: caller))
        }
        table.on(.delete, "/keys/{id}", .signedIn, "End an access key", errors: .native) {
            (input: KeySelectorInput, caller) async throws(ServiceError) in
            try await keys.delete(input.id, as: caller)
            return NoContent()
        }
        keyCreation(&table)
    }

    private func keyCreation(_ table: inout EndpointTable) {
        let keys = services.accessKeys, prefix = table.prefix
        @Sendable func create(
            _ command: CreateAccessKey, as caller: Caller
        ) async throws(ServiceError) -> CreatedKeyBody {
            let issued = try await keys.create(command, as: caller)
            return CreatedKeyBody(issued: issued, location: "\(prefix)/keys/\(issued.key.id)")
        }
        table.on(.post, "/keys", .signedIn, "Create an access key of one's own", errors: .native) {
            (input: CreateOwnKeyBody, caller) async throws(ServiceError) in
            try await create(input.command, as: caller)
        }
        table.on(.post, "/users/{id}/keys", .signedIn, "Create an access key of a user", errors: .native) {
            (input: CreateUserKeyBody, caller) async throws(ServiceError) in
            try await create(input.command, as: caller)
        }
        table.on(.post, "/keys/global", .signedIn, "Create an access key of groups", errors: .native) {
            (input: CreateGlobalKeyBody, caller) async throws(ServiceError) in
            try await create(input.command, as: caller)
        }
    }
}
