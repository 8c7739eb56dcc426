import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension NativeDialect {
    func secretEndpoints(_ table: inout EndpointTable) {
        own(.userSecret, "/me/secrets", "/me/secrets/{name}", "secret", in: &table)
        own(.connectionCredential, "/me/credentials", "/me/credentials/{name}", "credential", in: &table)
        others(.userSecret, "/users/{id}/secrets", "/users/{id}/secrets/{name}", "secret", in: &table)
        others(
            .connectionCredential, "/users/{id}/credentials", "/users/{id}/credentials/{name}", "credential",
            in: &table)
    }

    private func own(
        _ purpose: SealBinding.Purpose, _ all: RoutePattern, _ one: RoutePattern, _ noun: String,
        in table: inout EndpointTable
    ) {
        let secrets = services.secrets, cursors = cursors
        table.on(.get, all, .signedIn, "List one's own \(noun)s, without their values", errors: .native) {
            (input: OwnSecretListInput, caller) async throws(ServiceError) in
            try await input.page.read(purpose, from: secrets, using: cursors, as: caller)
        }
        table.on(.get, one, .signedIn, "Read a \(noun) of one's own", errors: .native) {
            (input: OwnSecretInput, caller) async throws(ServiceError) in
            RevealedSecretBody(revealed: try await secrets.reveal(input.name, purpose, as: caller))
        }
        table.on(.put, one, .signedIn, "Keep a \(noun)", errors: .native) {
            (input: KeepOwnSecretBody, caller) async throws(ServiceError) in
            SecretItemBody(item: try await secrets.put(input.kept.command(purpose), as: caller))
        }
        table.on(.delete, one, .signedIn, "Remove a \(noun)", errors: .native) {
            (input: OwnSecretInput, caller) async throws(ServiceError) in
            try await secrets.remove(input.name, purpose, as: caller)
            return NoContent()
        }
    }

    /// There is no way to read another's.
    private func others(
        _ purpose: SealBinding.Purpose, _ all: RoutePattern, _ one: RoutePattern, _ noun: String,
        in table: inout EndpointTable
    ) {
        let secrets = services.secrets, cursors = cursors
        table.on(.get, all, .signedIn, "List a user's \(noun)s, without their values", errors: .native) {
            (input: UserSecretListInput, caller) async throws(ServiceError) in
            try await input.page.read(purpose, from: secrets, using: cursors, as: caller)
        }
        table.on(.put, one, .signedIn, "Keep a \(noun) for a user", errors: .native) {
            (input: KeepUserSecretBody, caller) async throws(ServiceError) in
            SecretItemBody(item: try await secrets.put(input.kept.command(purpose), of: input.owner, as: caller))
        }
        table.on(.delete, one, .signedIn, "Remove a user's \(noun)", errors: .native) {
            (input: UserSecretInput, caller) async throws(ServiceError) in
            try await secrets.remove(input.name, purpose, of: input.owner, as: caller)
            return NoContent()
        }
    }
}
