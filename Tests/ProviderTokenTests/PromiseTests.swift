import Foundation
import IdentityCore
import SourceConformance
import TestSupport
import Testing

@Suite struct PromiseTests {
    @Test(.timeLimit(.minutes(1)), arguments: ProofPromise<any TokenFixture>.all)
    func aSourceOfSignedTokensKeepsThePromise(_ promise: ProofPromise<any TokenFixture>) async throws {
        try await promise.check(SignedFixture())
    }

    @Test(.timeLimit(.minutes(1)), arguments: ProofPromise<any TokenFixture>.all)
    func aSourceThatAsksTheIssuerKeepsThePromise(_ promise: ProofPromise<any TokenFixture>) async throws {
        try await promise.check(IntrospectedFixture())
    }
}

// @unchecked: a fixture is used by one check, one call after the other.
private final class SignedFixture: TokenFixture, @unchecked Sendable {
    private let place: IssuerPlace
    let source: IdentitySource

    init() async throws {
        place = try IssuerPlace()
        source = try await place.source()
    }

    var externalID: String { place.externalID }
    func goodToken() throws -> Secret { try place.token() }
    func otherToken() throws -> Secret { try place.token(["jti": "other"]) }
    func expiredToken() throws -> Secret { try place.token(["exp": place.now - 1_000]) }
    func foreignToken() throws -> Secret { try place.token(["aud": "another"]) }
    func forgedToken() throws -> Secret { try place.token(key: "rsa2", header: ["kid": "rsa1"]) }

    func takeAway() -> Bool {
        place.issuer.stop()
        return true
    }
}

// @unchecked: a fixture is used by one check, one call after the other.
private final class IntrospectedFixture: TokenFixture, @unchecked Sendable {
    private let place: IssuerPlace
    let source: IdentitySource

    init() async throws {
        place = try IssuerPlace()
        source = try await place.source([
            "introspection": [
                "address": "\(place.issuer.address)/introspect", "client": "c", "secret": "s",
                "takesOpaqueTokens": true,
            ]
        ])
    }

    var externalID: String { place.externalID }

    private func token(_ name: String, _ change: [String: Any]) throws -> Secret {
        try place.issuer.introspect(name, as: place.claims(["active": true].merging(change) { $1 }))
        return Secret(name)
    }

    func goodToken() throws -> Secret { try token("good-opaque-token", [:]) }
    func otherToken() throws -> Secret { try token("other-opaque-token", [:]) }
    func expiredToken() throws -> Secret { try token("expired-opaque-token", ["exp": place.now - 1_000]) }
    func foreignToken() throws -> Secret { try token("foreign-opaque-token", ["aud": "another"]) }
    func forgedToken() -> Secret { Secret("forged-opaque-token") }

    func takeAway() -> Bool {
        place.issuer.stop()
        return true
    }
}
