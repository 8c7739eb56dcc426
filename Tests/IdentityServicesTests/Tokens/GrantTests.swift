import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct GrantTests {
    @Test func aPasswordGivesTokensAndWrongOnesAreAllAlike() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let granted = try await bench.tokens("ada")
        #expect(granted.identity != nil && granted.refresh != nil && granted.accessLifetime == 300)
        #expect(try await bench.isGood(granted.access))
        #expect(try await bench.password("ada", "wrong").refusal == .wrongCredentials)
        #expect(try await bench.password("nobody").refusal == .wrongCredentials)
        #expect(try await bench.password("ada", client: "narrow").refusal == .grantNotAllowed)
        let wrong = try await bench.house.services.tokens.grant(
            login: "ada", password: Secret(TestHouse.password), scopes: [],
            to: bench.proof(secret: Secret("not-the-secret")), as: bench.shape)
        #expect(wrong.refusal == .wrongClientSecret)
    }

    @Test func whatAnAccountLacksIsToldOnlyToWhoHasThePassword() async throws {
        let bench = try await GrantBench(), house = bench.house
        let ada = try await house.user("ada")
        try await house.users.setPassword(
            of: .id(ada.id), to: Secret("temporary-horse-3"), as: TestHouse.operator)
        #expect(try await bench.password("ada", "temporary-horse-3").refusal == .passwordDue)
        #expect(try await bench.password("ada", "wrong-horse-3-x").refusal == .wrongCredentials)
        var edit = EditUser()
        edit.isEnabled = false
        _ = try await house.users.edit(.id(ada.id), edit, as: TestHouse.operator)
        #expect(try await bench.password("ada", "temporary-horse-3").refusal == .accountClosed)
        #expect(try await bench.password("ada", "wrong-horse-3-x").refusal == .wrongCredentials)
    }

    @Test func t13_signingOutEndsTheTokensAtOnce() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let granted = try await bench.tokens("ada")
        let refresh = try #require(granted.refresh)
        #expect(try await bench.house.services.tokens.signOut(refreshToken: refresh, for: bench.proof()) == nil)
        #expect(try await !bench.isGood(granted.access))
        #expect(
            try await bench.house.services.tokens.signOut(refreshToken: refresh, for: bench.proof()) == .sessionEnded)
    }

    @Test func t13_aRevokedAccessTokenEndsAlone() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let granted = try await bench.tokens("ada")
        #expect(
            try await bench.house.services.tokens.revoke(granted.access, for: bench.proof("other")) == .wrongCredentials
        )
        #expect(try await bench.isGood(granted.access))
        #expect(try await bench.house.services.tokens.revoke(granted.access, for: bench.proof()) == nil)
        #expect(try await !bench.isGood(granted.access))
        #expect(try await bench.refresh(granted.refresh).tokens != nil)
    }

    @Test func t14_aTokenIsToldToTheClientThatItIsForAndToNoOther() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let access = try await bench.tokens("ada").access
        #expect(
            try await bench.house.services.tokens.introspect(access, for: bench.proof()).get()?.user.login.display
                == "ada")
        #expect(try await bench.house.services.tokens.introspect(access, for: bench.proof("other")).get() == nil)
        let unproved = try await bench.house.services.tokens.introspect(
            access, for: bench.proof(secret: Secret("guess-guess")))
        #expect(throws: DeviceRefusal.self) { try unproved.get() }
    }

    @Test func t14_noIssuerIsShownATokenThatAClientAsksAbout() async throws {
        // It would judge whatever has the form of a signed token.
        let issuer = ScriptedIssuer(judging: "ey"), bench = try await GrantBench(sources: [issuer.opened()])
        try await bench.house.user("ada")
        let access = try await bench.tokens("ada").access, foreign = Secret("eyJhbGciOiJFUzI1NiJ9.e30.AAAA")
        #expect(try await bench.house.services.tokens.introspect(access, for: bench.proof()).get() != nil)
        #expect(try await bench.house.services.tokens.introspect(foreign, for: bench.proof()).get() == nil)
        for token in [access, foreign] {
            _ = try await bench.house.services.tokens.exchange(
                TokenExchange(
                    subjectToken: token, requested: nil, audience: nil, scopes: [], wantsRefreshToken: false),
                for: bench.proof(), as: bench.shape)
        }
        #expect(issuer.asked == 0)
        // In a request of its own, the foreign one is the issuer's to judge.
        _ = try await bench.house.opened(by: foreign)
        #expect(issuer.asked == 1)
    }

    @Test func t19_fiftySignInsAtOnceGiveFiftyTokens() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let tokens = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await bench.tokens("ada").access.reveal { $0 } } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(tokens.count == 50)
    }

    @Test func aClientSignsInAsItselfWithoutASession() async throws {
        let bench = try await GrantBench()
        let outcome = try await bench.house.services.tokens.grant(
            scopes: ["email"], toItself: bench.proof(), as: bench.shape)
        let granted = try #require(outcome.tokens)
        #expect(granted.refresh == nil && granted.session == nil && granted.refreshLifetime == 0)
        #expect(try await bench.house.opened(by: granted.access)?.user.login.display == "service-account-app")
    }
}
