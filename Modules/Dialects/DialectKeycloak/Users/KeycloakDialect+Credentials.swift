import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension KeycloakDialect {
    func credentialEndpoints(_ table: inout EndpointTable) {
        let users = services.users, dialect = self
        table.on(
            .put, "/admin/realms/{realm}/users/{id}/reset-password", .signedIn, "Set a password", errors: .keycloak
        ) { (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            let read = try CredentialReading(try request.object())
            guard let password = read.password, !password.value.isEmpty else {
                throw ServiceError.invalidInput([FieldProblem("value", .missing, "No password provided")])
            }
            if let what = read.notServed { return Answer.notServed("\(what) is not served here.") }
            try await users.setPassword(
                of: .id(user.id), to: password.value, temporary: password.isTemporary, as: caller)
            return Answer.done
        }
        // A user has at most one password, so it is known by the user's own id.
        table.on(
            .get, "/admin/realms/{realm}/users/{id}/credentials", .signedIn, "What a user signs in with",
            errors: .keycloak
        ) { (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            guard let password = try await users.password(of: .id(user.id), as: caller) else { return Answer.list([]) }
            let data = JSONValue.object(["algorithm": .string(password.scheme)]).encoded()
            return Answer.list([
                [
                    "id": .string(user.id.description), "type": "password",
                    "createdDate": .integer(password.changedAt.milliseconds),
                    "credentialData": .string(String(decoding: data, as: UTF8.self)),
                ]
            ])
        }
        table.on(
            .delete, "/admin/realms/{realm}/users/{id}/credentials/{credential}", .signedIn, "Take a password away",
            errors: .keycloak
        ) { (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            guard try request.id(2, .credential) == user.id else { throw ServiceError.notFound(.credential) }
            try await users.removePassword(of: .id(user.id), as: caller)
            return Answer.done
        }
        mailEndpoints(&table)
        guessEndpoints(&table)
    }

    private func mailEndpoints(_ table: inout EndpointTable) {
        let resets = services.passwordResets, dialect = self
        table.on(
            .put, "/admin/realms/{realm}/users/{id}/execute-actions-email", .signedIn,
            "Send a mail with which a user chooses a password", errors: .keycloak
        ) { (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let user = try await dialect.record(request, in: realm, as: caller).user
            let actions = try request.array()
            if let other = actions.first(where: { $0.stringValue != UserRepresentation.updatePassword }) {
                return Answer.notServed("The required action \(other.stringValue ?? "") is not served here.")
            }
            guard !actions.isEmpty else { return Answer.done }
            if user.email == nil { return Answer.refused(400, "User email missing") }
            if !user.isEnabled { return Answer.refused(400, "User is disabled") }
            do throws(ServiceError) {
                try await resets.start(for: .id(user.id), as: caller)
            } catch .unsupported(let sentence) {
                return Answer.refused(500, "Failed to send execute actions email: \(sentence)")
            } catch .unavailable(.mail) {
                return Answer.refused(500, "Failed to send execute actions email")
            } catch { throw error }
            return Answer.done
        }
    }

    /// Keycloak's brute force detection.
    private func guessEndpoints(_ table: inout EndpointTable) {
        let users = services.users, dialect = self
        let all: RoutePattern = "/admin/realms/{realm}/attack-detection/brute-force/users"
        let one: RoutePattern = "/admin/realms/{realm}/attack-detection/brute-force/users/{id}"
        table.on(.get, one, .signedIn, "Wrong passwords of a user", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let id = try await dialect.record(request, in: realm, as: caller).user.id
            let failures = try await users.failures(of: .id(id), as: caller)
            return Answer.json([
                "numFailures": .integer(Int64(failures.user.failedLogins)), "disabled": .bool(failures.isLocked),
                "lastIPFailure": "n/a",
                "lastFailure": .integer(failures.user.lastFailedLoginAt?.milliseconds ?? 0),
            ])
        }
        table.on(.delete, one, .signedIn, "Forgive the wrong passwords of a user", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            let id = try await dialect.record(request, in: realm, as: caller).user.id
            try await users.unlock(.id(id), as: caller)
            return Answer.done
        }
        table.on(.delete, all, .signedIn, "Forgive all wrong passwords", errors: .keycloak) {
            (request: AdminRequest, caller) async throws(ServiceError) in
            let realm = try await dialect.realm(request, as: caller)
            try await users.unlockAll(of: realm.organization, as: caller)
            return Answer.done
        }
    }
}
