import Foundation
import IdentityCore
import ProviderToken
import TestSupport
import Testing

/// A real issuer, and a source for it.
final class IssuerPlace {
    static let audience = "gatehouse"

    let issuer: TokenIssuer
    let clock = SteppingClock()
    let folder = FileManager.default.temporaryDirectory.appending(path: "gatehouse-issuer-\(UUID().uuidString)").path

    init(publishing keys: [Any] = ["rsa1"]) throws {
        issuer = try TokenIssuer()
        try issuer.publish(keys)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Whole seconds.
    var now: Int { Int(clock.now().timeIntervalSince1970) }

    var standardSettings: [String: Any] { ["issuer": issuer.address, "audience": Self.audience] }

    func source(_ change: [String: Any] = [:]) async throws -> IdentitySource {
        let settings = standardSettings.merging(change) { $1 }.filter { !($0.value is NSNull) }
        let configuration = try Self.configuration(settings)
        #expect(configuration.problems.isEmpty)
        return try await TokenSource.open(
            configuration, as: SourceID(rawValue: "partners"), policy: ProvisioningPolicy(createsOnFirstLogin: true),
            in: .plain(clock, files: FolderFiles(folder: folder)))
    }

    static func configuration(_ settings: [String: Any]) throws -> TokenSourceConfiguration {
        try JSONDecoder().decode(
            TokenSourceConfiguration.self, from: JSONSerialization.data(withJSONObject: settings))
    }

    /// Of ada's token; `NSNull` leaves one out.
    func claims(_ change: [String: Any] = [:]) -> [String: Any] {
        let standard: [String: Any] = [
            "iss": issuer.address, "aud": Self.audience, "sub": "f3a1", "exp": now + 300, "iat": now,
            "preferred_username": "ada", "name": "Ada Lovelace", "given_name": "Ada", "family_name": "Lovelace",
            "email": "ada@example.org", "email_verified": true, "groups": ["/analysts"],
            "realm_access": ["roles": ["reader"]],
        ]
        return standard.merging(change) { $1 }.filter { !($0.value is NSNull) }
    }

    func token(
        _ change: [String: Any] = [:], key: String = "rsa1", header: [String: Any] = [:], algorithm: String? = nil
    ) throws -> Secret {
        Secret(try issuer.mint(claims(change), key: key, header: header, algorithm: algorithm))
    }

    var externalID: String { "\(issuer.address) f3a1" }
}

struct FolderFiles: SourceFiles {
    let folder: String

    func path(_ name: String) throws(ServiceError) -> String { "\(folder)/\(name)" }

    func secret(_ name: String) throws(ServiceError) -> Secret {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { throw .notFound(.secret) }
        return Secret(String(decoding: data, as: UTF8.self))
    }
}

extension IdentitySource {
    /// What it makes of a token.
    func outcome(of token: Secret) async throws -> AuthenticationOutcome {
        try await #require(self.token).authenticate(token).outcome
    }

    /// - Returns: `nil` unless the person is verified.
    func person(_ token: Secret) async throws -> ExternalIdentity? {
        if case .verified(let identity, _) = try await outcome(of: token) { identity } else { nil }
    }

    /// The step at which a walk with the token stopped.
    func stop(_ token: Secret) async throws -> SourceStep.Name? {
        let report = try await #require(self.token).examine(token)
        return report.steps.first { $0.result == .failed }?.name
    }

    func isInvalid(_ token: Secret) async throws -> Bool {
        if case .rejected(.invalidProof) = try await outcome(of: token) { true } else { false }
    }

    func failure(_ token: Secret) async throws -> SourceFailure? {
        if case .failed(let failure) = try await outcome(of: token) { failure } else { nil }
    }
}
