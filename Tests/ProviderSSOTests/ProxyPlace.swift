import Foundation
import IdentityCore
import ProviderSSO
import TestSupport
import Testing

/// A source that believes the proxy at 10.0.0.5.
struct ProxyPlace: Sendable {
    static let peer = "10.0.0.5"
    static let secret = "a-shared-secret-of-more-than-32-bytes"
    static var plain: [String: Any] {
        [
            "proxies": ["10.0.0.5", "10.1.0.0/24", "2001:db8::/64"],
            "headers": [
                "login": "X-Remote-User", "email": "X-Remote-Email", "displayName": "X-Remote-Name",
                "groups": "X-Remote-Groups", "groupSeparator": ";",
            ],
        ]
    }

    let clock = SteppingClock()

    func source(_ settings: [String: Any]) async throws -> IdentitySource {
        let configuration = try Self.configuration(settings)
        #expect(configuration.problems.isEmpty)
        return try await SSOSource.open(
            configuration, as: SourceID(rawValue: "portal"), policy: ProvisioningPolicy(createsOnFirstLogin: true),
            in: .plain(clock))
    }

    static func configuration(_ settings: [String: Any]) throws -> SSOSourceConfiguration {
        try JSONDecoder().decode(SSOSourceConfiguration.self, from: JSONSerialization.data(withJSONObject: settings))
    }
}

extension IdentitySource {
    /// What it makes of fields from an address; `nil` for nobody.
    func outcome(
        _ fields: [String: [String]], from peer: String = ProxyPlace.peer
    ) async throws -> AuthenticationOutcome? {
        let assertion = PresentedAssertion(peer: peer, fields: fields.mapValues { $0.map { Secret($0) } })
        return try await #require(self.assertion).authenticate(assertion)?.outcome
    }

    func person(_ fields: [String: [String]], from peer: String = ProxyPlace.peer) async throws -> ExternalIdentity? {
        if case .verified(let identity, _) = try await outcome(fields, from: peer) { identity } else { nil }
    }

    func isInvalid(_ fields: [String: [String]], from peer: String = ProxyPlace.peer) async throws -> Bool {
        if case .rejected(.invalidProof) = try await outcome(fields, from: peer) { true } else { false }
    }
}
