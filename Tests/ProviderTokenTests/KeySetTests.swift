import Foundation
import IdentityCore
import TestSupport
import Testing

/// How often, how long and how much the issuer is asked.
@Suite struct KeySetTests {
    private let place: IssuerPlace

    init() throws { place = try IssuerPlace() }

    @Test(arguments: [
        (TokenIssuer.Behaviour.redirect, SourceFailure.Kind.misconfigured), (.huge, .misconfigured),
        (.slow, .unavailable),
        (.error, .unavailable), (.garbage, .misconfigured), (.silent, .unavailable),
    ])
    func t08_aKeySetThatCanNotBeHadIsAFailureAndNoAnswer(
        _ how: TokenIssuer.Behaviour, _ kind: SourceFailure.Kind
    ) async throws {
        try place.issuer.behave(how)
        let source = try await place.source(["timeouts": ["wholeSeconds": 1]])
        let failure = try await source.failure(try place.token())
        #expect(failure?.kind == kind)
        #expect(failure?.step == .keys)
        #expect(try place.issuer.count(of: "/elsewhere") == 0)
        // And is not asked for again with each request.
        for _ in 0..<5 { #expect(try await source.failure(try place.token())?.kind == kind) }
        #expect(try place.issuer.count() == 1)
        try place.issuer.behave(.well)
        place.clock.advance(by: 31)
        #expect(try await source.person(try place.token()) != nil)
    }

    @Test func t08_anUnknownKeyMakesOneFetchInAnInterval() async throws {
        let source = try await place.source()
        #expect(try await source.person(try place.token()) != nil)
        place.clock.advance(by: 31)
        for number in 0..<20 {
            #expect(try await source.isInvalid(try place.token(key: "rsa1", header: ["kid": "made-up-\(number)"])))
        }
        #expect(try place.issuer.count() == 2)
        place.clock.advance(by: 31)
        #expect(try await source.isInvalid(try place.token(header: ["kid": "made-up"])))
        #expect(try place.issuer.count() == 3)
    }

    @Test func t08_aKeyThatAppearsLaterIsFound() async throws {
        let source = try await place.source()
        #expect(try await source.person(try place.token()) != nil)
        let early = try place.token(key: "ec2")
        try place.issuer.publish(["rsa1", "ec2"])
        #expect(try await source.isInvalid(early), "within the interval nobody is asked")
        place.clock.advance(by: 31)
        #expect(try await source.person(early) != nil)
    }

    @Test func t08_oldKeysWorkUntilTheirEndAndThenNot() async throws {
        let source = try await place.source(["keys": ["refreshSeconds": 600, "keepSeconds": 3_600]])
        let token = try place.token(["exp": place.now + 100_000])
        #expect(try await source.person(token) != nil)
        try place.issuer.behave(.error)
        place.clock.advance(by: 3_000)
        #expect(try await source.person(token) != nil, "the issuer is down, and its keys are kept")
        place.clock.advance(by: 700)
        #expect(try await source.failure(token)?.kind == .unavailable)
        try place.issuer.behave(.well)
        try place.issuer.publish(["rsa2"])
        place.clock.advance(by: 31)
        #expect(try await source.isInvalid(token), "the key was withdrawn")
        #expect(try await source.person(try place.token(["exp": place.now + 300], key: "rsa2")) != nil)
    }

    @Test func keysAreRefreshedBesideTheirUse() async throws {
        let source = try await place.source(["keys": ["refreshSeconds": 60, "keepSeconds": 36_000]])
        let token = try place.token(["exp": place.now + 10_000])
        #expect(try await source.person(token) != nil)
        try place.issuer.publish(["rsa2"])
        try place.issuer.behave(.late)
        place.clock.advance(by: 61)
        #expect(try await source.person(token) != nil, "nobody waits for the fetch")
        for _ in 0..<100 where try await source.person(token) != nil {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(try await source.isInvalid(token))
        #expect(try place.issuer.count() == 2)
    }

    @Test func manyAtOnceMakeOneFetch() async throws {
        try place.issuer.behave(.late)
        let source = try await place.source()
        let token = try place.token()
        let verified = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { (try? await source.person(token)) != nil } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(verified == 20)
        #expect(try place.issuer.count() == 1)
    }

    @Test func aSecondLookAtATokenAsksNobodyAndChecksNoSignature() async throws {
        let source = try await place.source()
        let token = try place.token(["exp": place.now + 10_000])
        for _ in 0..<50 { #expect(try await source.person(token) != nil) }
        #expect(try place.issuer.count() == 1)
        #expect(try place.issuer.count(of: "/.well-known/openid-configuration") == 1)
    }

    @Test func keysOfAFileAskNobody() async throws {
        try Data(try place.issuer.keySet().utf8).write(to: URL(filePath: "\(place.folder)/keys.json"))
        let source = try await place.source(["keys": ["pinnedFile": "keys.json"]])
        #expect(try await source.person(try place.token()) != nil)
        #expect(try await source.isInvalid(try place.token(key: "rsa2")))
        #expect(try place.issuer.requests() == "[]" || !(try place.issuer.requests().contains("jwks")))
        try Data("{}".utf8).write(to: URL(filePath: "\(place.folder)/none.json"))
        for name in ["none.json", "missing.json"] {
            await #expect(throws: ServiceError.self) { try await place.source(["keys": ["pinnedFile": name]]) }
        }
    }

    @Test func aDiscoveryDocumentOfAnotherIssuerIsRefused() async throws {
        for members: [String: Any] in [
            ["issuer": "https://evil.example"], ["issuer": NSNull()], ["jwks_uri": NSNull()],
            ["jwks_uri": "http://evil.example/jwks"], ["jwks_uri": "file:///etc/passwd"],
        ] {
            try place.issuer.discover(members)
            let failure = try await place.source().failure(try place.token())
            #expect(failure?.kind == .misconfigured, "\(members)")
            #expect(failure?.step == .discovery, "\(members)")
        }
        #expect(try place.issuer.count() == 0)
    }
}
