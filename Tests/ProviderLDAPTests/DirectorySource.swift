import FoundationEssentials
import IdentityCore
import JSONText
import LDAPKit
import TestSupport
import Threading

@testable import ProviderLDAP

/// A source over a directory of `Scripts/slapd`, opened as the composition opens one.
enum DirectorySource {
    static let id = SourceID(rawValue: "corp")

    /// What a user of the documents would write.
    static func settings(_ slapd: Slapd, _ changes: (inout JSONObject) -> Void = { _ in }) -> JSONObject {
        var settings: JSONObject = [
            "preset": "openldap", "url": .string(slapd.place.url), "base": .string(slapd.place.base),
            "bind": [
                "dn": .string(slapd.place.reader.dn), "passwordFile": .string(slapd.place.reader.passwordFile),
            ],
            "people": ["base": .string(slapd.place.peopleBase)],
            "groups": ["base": .string(slapd.place.groupsBase)],
            "timeouts": ["connectSeconds": 20, "operationSeconds": 20],
        ]
        changes(&settings)
        return settings
    }

    static func open(
        _ settings: JSONObject, healthChanged: @escaping @Sendable (SourceID, SourceHealth) -> Void = { _, _ in }
    ) async throws -> IdentitySource {
        let configuration = LDAPSourceConfiguration(settings)
        guard configuration.problems.isEmpty else { throw ServiceError.invalidInput(configuration.problems) }
        return try await LDAPSource.open(
            configuration, as: id, policy: ProvisioningPolicy(),
            in: .plain(SteppingClock(Date()), files: AnyFiles(), healthChanged: healthChanged))
    }
}

/// Files by their paths, read whole.
struct AnyFiles: SourceFiles {
    func path(_ name: String) throws(ServiceError) -> String { name }

    func secret(_ name: String) throws(ServiceError) -> Secret {
        guard let data = FileManager.default.contents(atPath: name) else {
            throw .invalidInput([FieldProblem("settings", .malformed, "\(name) can't be read.")])
        }
        return Secret(String(decoding: data, as: UTF8.self))
    }
}

extension IdentitySource {
    func signIn(_ login: String, _ password: String? = nil) async throws -> AuthenticationOutcome {
        guard let authenticator = self.password else { throw ServiceError.unsupported("passwords") }
        return try await authenticator.authenticate(
            PasswordAttempt(login: login, password: Secret(password ?? "\(login)-secret"), onFile: nil))
    }

    /// - Throws: when the person is not verified.
    func verified(_ login: String, _ password: String? = nil) async throws -> ExternalIdentity {
        let outcome = try await signIn(login, password)
        guard case .verified(let identity, _) = outcome else { throw NotVerified(outcome: outcome) }
        return identity
    }

    /// In one word, or the failure's words.
    func answer(_ login: String, _ password: String? = nil) async throws -> String {
        switch try await signIn(login, password) {
        case .verified: "verified"
        case .rejected(let refusal): "rejected: \(refusal.rawValue)"
        case .unknownSubject: "unknown"
        case .failed(let failure): "\(failure.kind.rawValue) at \(failure.step.rawValue)"
        }
    }
}

struct NotVerified: Error { let outcome: AuthenticationOutcome }
