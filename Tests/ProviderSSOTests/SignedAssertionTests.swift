import Foundation
import IdentityCore
import SourceConformance
import TestSupport
import Testing

/// A proxy that signs what it says, as Cloudflare Access, Google's and Amazon's proxies do.
@Suite struct SignedAssertionTests {
    private let place = SignedPlace.made

    @Test func theProxysSignedWordSaysWhoThePersonIs() async throws {
        let place = try place()
        let person = try await place.source().person(["x-assertion": [try place.token()]])
        #expect(person?.externalID == "ada@example.org")
        #expect(person?.login == "Ada@example.org")
    }

    @Test func h04_theSignatureDoesNotStandForTheProxysAddress() async throws {
        let place = try place()
        #expect(try await place.source().isInvalid(["x-assertion": [try place.token()]], from: "203.0.113.9"))
    }

    @Test func anAssertionThatIsNotGoodIsRefused() async throws {
        let place = try place(), source = try await place.source()
        let bad = [
            try place.token(["aud": "another"]), try place.token(["iss": "https://evil.example"]),
            try place.token(["exp": place.now - 100]), try place.token(["email": NSNull()]),
            try place.token(key: "ec2", header: ["kid": "ec1"]), try place.token(algorithm: "none"), "x", "a.b.c",
        ]
        for token in bad { #expect(try await source.isInvalid(["x-assertion": [token]]), "\(token.prefix(40))") }
        #expect(try await source.isInvalid(["x-assertion": [""]]))
        #expect(try await source.outcome([:]) == nil)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ProofPromise<any AssertionFixture>.all)
    func aSourceOfSignedAssertionsKeepsThePromise(_ promise: ProofPromise<any AssertionFixture>) async throws {
        try await promise.check(SignedFixture())
    }

    @Test(.timeLimit(.minutes(1)), arguments: ProofPromise<any AssertionFixture>.all)
    func aSourceOfPlainFieldsKeepsThePromise(_ promise: ProofPromise<any AssertionFixture>) async throws {
        try await promise.check(PlainFixture())
    }
}

/// A real issuer behind the proxy.
final class SignedPlace {
    private let issuer: TokenIssuer
    private let place = ProxyPlace()

    static func made() throws -> SignedPlace { try SignedPlace() }

    private init() throws {
        issuer = try TokenIssuer()
        try issuer.publish(["ec1"])
    }

    var now: Int { Int(place.clock.now().timeIntervalSince1970) }

    func source() async throws -> IdentitySource {
        try await place.source([
            "proxies": [ProxyPlace.peer],
            "assertion": [
                "header": "X-Assertion", "issuer": issuer.address, "audience": "gatehouse",
                "keys": ["address": "\(issuer.address)/jwks"], "claims": ["login": "email"],
            ],
        ])
    }

    func token(
        _ change: [String: Any] = [:], key: String = "ec1", header: [String: Any] = [:], algorithm: String? = nil
    ) throws -> String {
        let standard: [String: Any] = [
            "iss": issuer.address, "aud": ["gatehouse"], "sub": "7", "email": "Ada@example.org", "exp": now + 60,
            "type": "app",
        ]
        let claims = standard.merging(change) { $1 }.filter { !($0.value is NSNull) }
        return try issuer.mint(claims, key: key, header: header, algorithm: algorithm)
    }
}

// @unchecked: a fixture is used by one check, one call after the other.
private final class SignedFixture: AssertionFixture, @unchecked Sendable {
    private let place: SignedPlace
    let source: IdentitySource

    init() async throws {
        place = try SignedPlace.made()
        source = try await place.source()
    }

    let externalID = "ada@example.org"
    let peer = ProxyPlace.peer
    let field = "x-assertion"
    func fields() throws -> [String: [Secret]] { ["x-assertion": [Secret(try place.token())]] }
}

private struct PlainFixture: AssertionFixture {
    let source: IdentitySource

    init() async throws {
        var settings = ProxyPlace.plain
        settings["proxies"] = [ProxyPlace.peer]
        settings["secret"] = ["header": "X-Proxy-Secret", "secret": ProxyPlace.secret]
        source = try await ProxyPlace().source(settings)
    }

    let externalID = "ada"
    let peer = ProxyPlace.peer
    let field = "x-remote-user"
    func fields() -> [String: [Secret]] {
        ["x-remote-user": [Secret("ada")], "x-proxy-secret": [Secret(ProxyPlace.secret)]]
    }
}
