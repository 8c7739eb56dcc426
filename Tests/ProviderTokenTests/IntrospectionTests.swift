import Foundation
import IdentityCore
import TestSupport
import Testing

/// Tokens that only the issuer can judge (RFC 7662).
@Suite struct IntrospectionTests {
    private let place: IssuerPlace

    init() throws {
        place = try IssuerPlace()
        try place.issuer.client("gatehouse", secret: "introspection-secret")
        try Data("introspection-secret".utf8).write(to: URL(filePath: "\(place.folder)/client.secret"))
    }

    private func source(_ change: [String: Any] = [:]) async throws -> IdentitySource {
        let standard: [String: Any] = [
            "address": "\(place.issuer.address)/introspect", "client": "gatehouse", "secretFile": "client.secret",
            "takesOpaqueTokens": true,
        ]
        return try await place.source(["introspection": standard.merging(change) { $1 }])
    }

    private func answer(_ change: [String: Any] = [:]) -> [String: Any] {
        place.claims(["active": true].merging(change) { $1 })
    }

    @Test func theIssuersWordProvesWhoThePersonIs() async throws {
        try place.issuer.introspect("opaque-1", as: answer())
        let source = try await source()
        #expect(try await source.person(Secret("opaque-1"))?.externalID == place.externalID)
        #expect(try #require(source.token).judges(Secret("opaque-1")))
        #expect(try #require(source.token).judges(try place.token()))
        #expect(try !#require(source.token).judges(try place.token(["iss": "https://evil.example"])))
    }

    @Test func anIssuerIsAskedOnceWithinTheTimeThatItsAnswerIsKept() async throws {
        try place.issuer.introspect("opaque-1", as: answer())
        let source = try await source(["cacheSeconds": 10])
        for token in ["opaque-1", "unknown"] { for _ in 0..<5 { _ = try await source.outcome(of: Secret(token)) } }
        #expect(try place.issuer.count(of: "/introspect") == 2)
        try place.issuer.introspect("opaque-1", as: ["active": false])
        #expect(try await source.person(Secret("opaque-1")) != nil)
        place.clock.advance(by: 11)
        #expect(try await source.isInvalid(Secret("opaque-1")), "revoked there, and seen after the time it was kept")
    }

    @Test func aForgedTokenWithTheFormOfAGoodOneIsAskedAboutOnce() async throws {
        let source = try await source(["takesOpaqueTokens": false]), forged = try place.token(["sub": "eve"])
        for _ in 0..<5 { #expect(try await source.isInvalid(forged)) }
        #expect(try place.issuer.count(of: "/introspect") == 1)
        place.clock.advance(by: 31)
        #expect(try await source.isInvalid(forged))
        #expect(try place.issuer.count(of: "/introspect") == 2)
    }

    @Test func whatIsKnownOfATokenIsToldWithoutAQuestion() async throws {
        try place.issuer.introspect("opaque-1", as: answer())
        let source = try await source()
        let inquiring = try #require(source.token)
        #expect(inquiring.asksAboutEachToken)
        for token in ["opaque-1", "forged"] {
            #expect(inquiring.remembered(Secret(token)) == nil)
            _ = try await source.outcome(of: Secret(token))
        }
        guard case .verified? = inquiring.remembered(Secret("opaque-1"))?.outcome,
            case .rejected(.invalidProof)? = inquiring.remembered(Secret("forged"))?.outcome
        else {
            Issue.record("nothing, or something else, is remembered")
            return
        }
        #expect(try place.issuer.count(of: "/introspect") == 2)
        let signed = try #require(try await place.source().token)
        #expect(!signed.asksAboutEachToken)
    }

    @Test func whatTheIssuerDoesNotVouchForIsRefused() async throws {
        let source = try await source()
        let answers: [[String: Any]] = [
            ["active": false], [:], answer(["active": "true"]), answer(["iss": "https://evil.example"]),
            answer(["aud": "another"]), answer(["aud": NSNull()]), answer(["exp": place.now - 100]),
            answer(["sub": NSNull()]), answer(["nbf": place.now + 100]),
        ]
        for (number, answer) in answers.enumerated() {
            try place.issuer.introspect("t-\(number)", as: answer)
            #expect(try await source.isInvalid(Secret("t-\(number)")), "\(answer)")
        }
        try place.issuer.introspect("no-audience", as: answer(["aud": NSNull(), "exp": NSNull(), "iss": NSNull()]))
        #expect(try await self.source(["needsNoAudience": true]).person(Secret("no-audience")) != nil)
    }

    @Test func aClientThatTheIssuerDoesNotKnowIsASettingAndNoWrongToken() async throws {
        try place.issuer.client("gatehouse", secret: "another")
        let failure = try await source().failure(Secret("opaque-1"))
        #expect(failure?.kind == .misconfigured)
        #expect(failure?.step == .introspection)
        #expect(!(failure?.words.contains("introspection-secret") ?? true))
    }

    @Test func anIssuerThatIsDownIsNoWrongToken() async throws {
        place.issuer.stop()
        #expect(try await source().failure(Secret("opaque-1"))?.kind == .unavailable)
    }
}
