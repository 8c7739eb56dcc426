import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct CodeTests {
    /// RFC 7636 appendix B.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    @Test func t16_aCodeThatComesTwiceEndsTheTokensOfTheFirst() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let code = try await bench.code("ada")
        let granted = try #require(try await bench.redeem(code).tokens)
        #expect(try await bench.isGood(granted.access))
        #expect(try await bench.redeem(code).refusal == .unknownCode)
        #expect(try await !bench.isGood(granted.access))
    }

    @Test func t16_aCodeThatComesTwiceEndsTheOfflineSessionAndTheOneInTheBrowser() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let browser = try await bench.house.issued("ada"), caller = try await bench.house.caller(with: browser.token)
        let code = try await bench.code(as: caller, isOffline: true)
        let granted = try #require(try await bench.redeem(code).tokens)
        #expect(granted.session != browser.session.id)
        #expect(try await bench.redeem(code).refusal == .unknownCode)
        #expect(try await !bench.isGood(granted.access))
        #expect(try await bench.refresh(granted.refresh).refusal == .sessionEnded)
        #expect(try await bench.house.opened(by: browser.token) == nil)
    }

    @Test func t16_aCodeThatComesTwiceIsNoticedAfterTheSignOutInTheBrowser() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let browser = try await bench.house.issued("ada"), caller = try await bench.house.caller(with: browser.token)
        let code = try await bench.code(as: caller, isOffline: true)
        let granted = try #require(try await bench.redeem(code).tokens)
        try await bench.house.sessions.signOut(as: caller)
        #expect(try await bench.isGood(granted.access))
        #expect(try await bench.redeem(code).refusal == .unknownCode)
        #expect(try await !bench.isGood(granted.access))
    }

    @Test func t16_theVerifierHasToFitTheChallenge() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        for (verifier, refusal) in [
            (nil, GrantRefusal.verifierMissing), (Self.challenge, .verifierWrong), ("short", .verifierWrong),
        ] as [(String?, GrantRefusal)] {
            let code = try await bench.code("ada", challenge: Self.challenge)
            #expect(try await bench.redeem(code, verifier: verifier).refusal == refusal)
            // It has been shown.
            #expect(try await bench.redeem(code, verifier: Self.verifier).refusal == .unknownCode)
        }
        let code = try await bench.code("ada", challenge: Self.challenge)
        #expect(try await bench.redeem(code, verifier: Self.verifier).tokens != nil)
    }

    @Test(arguments: [
        "https://app.example/Back", "https://app.example:8443/back", "https://app.example/back/",
        "https://app.example/back#x", "https://app.example/x/../back", "https://u@app.example/back",
        "http://app.example/back", "https://app.example/back?x=1",
    ])
    func t16_anAddressThatDiffersInAnythingIsRefused(_ address: String) async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let request = AuthorizationRequest(
            client: ClientID(rawValue: "app"), redirectURI: address, scopes: [], nonce: nil, challenge: nil,
            realm: .standard)
        guard case .unknownRedirectURI = try await bench.house.services.tokens.check(request) else {
            Issue.record("\(address) was taken")
            return
        }
        #expect(try await bench.redeem(bench.code("ada"), address: address).refusal == .wrongRedirectURI)
    }

    @Test func t15_aCodeOfOneKindIsNoneOfAnother() async throws {
        let bench = try await GrantBench(), tokens = bench.house.services.tokens
        try await bench.house.user("ada")
        let code = try await bench.code("ada")
        #expect(try await tokens.poll(code, for: bench.proof(), as: bench.shape).refusal == .unknownDevice)
        let started = try await tokens.startDevice(scopes: [], for: bench.proof()).get()
        #expect(try await bench.redeem(started.deviceCode).refusal == .unknownCode)
        await #expect(throws: ServiceError.self) {
            try await bench.house.passwordResets.redeem(
                code, newPassword: Secret("another-horse-7-battery"), from: TestHouse.origin())
        }
        #expect(try await bench.redeem(code).tokens != nil)
    }

    @Test func aDeviceIsLetInOnceByItsUser() async throws {
        let bench = try await GrantBench(), tokens = bench.house.services.tokens
        try await bench.house.user("ada")
        let started = try await tokens.startDevice(scopes: ["email"], for: bench.proof()).get()
        func poll() async throws -> GrantOutcome {
            try await tokens.poll(started.deviceCode, for: bench.proof(), as: bench.shape)
        }
        #expect(try await poll().refusal == .devicePending)
        #expect(try await poll().refusal == .polledTooSoon)
        let ada = try await bench.house.signedIn("ada")
        #expect(try await tokens.decideDevice(started.userCode, letIn: true, in: .standard, as: ada))
        #expect(try await !tokens.decideDevice(started.userCode, letIn: true, in: .standard, as: ada))
        #expect(try await poll().tokens != nil)
        #expect(try await poll().refusal == .unknownDevice)
    }

    @Test func t17_anExchangeNeedsALivingTokenOfTheRealmAndTheRightToAct() async throws {
        let bench = try await GrantBench(), house = bench.house
        try await house.user("root", roles: [.superAdmin])
        try await house.user("ada")
        func exchange(
            _ token: Secret, for login: String = "ada", realm: OrganizationID = .standard
        ) async throws -> GrantOutcome {
            try await house.services.tokens.exchange(
                TokenExchange(
                    subjectToken: token, requested: .login(login), audience: nil, scopes: [], wantsRefreshToken: true),
                for: bench.proof(realm: realm), as: bench.shape)
        }
        let root = try await bench.tokens("root")
        let acting = try #require(try await exchange(root.access).tokens)
        let account = try #require(try await house.opened(by: acting.access))
        #expect(account.user.login.display == "ada" && account.impersonator?.user.login.display == "root")
        #expect(try await exchange(bench.tokens("ada").access).refusal == .exchangeNotAllowed)
        #expect(
            try await exchange(root.access, realm: OrganizationID(rawValue: "acme")).refusal == .subjectTokenNotGood)
        // Whoever rules the server acts as everybody, but gets no token of this realm for somebody of another one.
        try await house.user("eve", of: house.place("acme"))
        let sessions = try await house.sessions.list(SessionQuery(limit: 99), as: TestHouse.operator).count
        #expect(try await exchange(root.access, for: "eve").refusal == .exchangeNotAllowed)
        #expect(try await house.sessions.list(SessionQuery(limit: 99), as: TestHouse.operator).count == sessions)
        #expect(try await house.services.tokens.revoke(root.access, for: bench.proof()) == nil)
        #expect(try await exchange(root.access).refusal == .subjectTokenNotGood)
    }
}
