public import IdentityCore

/// An opened source that takes tokens, with tokens for it, made anew for each check.
public protocol TokenFixture: Sendable {
    var source: IdentitySource { get }
    /// The source's name for the one person whose tokens these are.
    var externalID: String { get }

    func goodToken() async throws -> Secret
    /// Another one of the same person.
    func otherToken() async throws -> Secret
    func expiredToken() async throws -> Secret
    /// For another server.
    func foreignToken() async throws -> Secret
    /// Names the source's issuer, and is not the issuer's.
    func forgedToken() async throws -> Secret
    /// Makes the issuer unreachable, before anybody asked it.
    /// - Returns: `false` when there is nothing to reach.
    func takeAway() async throws -> Bool
}

extension TokenFixture {
    fileprivate var authenticator: any TokenAuthenticator {
        get throws {
            guard let authenticator = source.token else { throw BrokenPromise("The source takes no tokens.") }
            return authenticator
        }
    }

    fileprivate func outcome(_ token: Secret) async throws -> AuthenticationOutcome {
        try await authenticator.authenticate(token).outcome
    }
}

extension ProofPromise where Fixture == any TokenFixture {
    public static var all: [ProofPromise] {
        [
            ProofPromise("a good token proves who the person is, again and again") { fixture in
                for token in [try await fixture.goodToken(), try await fixture.otherToken()] {
                    for _ in 0..<2 { try await fixture.outcome(token).requireVerified(as: fixture.externalID) }
                }
            },
            ProofPromise("a good token is the source's to judge, and known under the digest of its answer") { fixture in
                let token = try await fixture.goodToken(), authenticator = try fixture.authenticator
                guard authenticator.judges(token) else { throw BrokenPromise("Would not look at its own token.") }
                let answer = try await authenticator.authenticate(token)
                guard answer.digest == authenticator.digest(of: token) else {
                    throw BrokenPromise("The answer has another digest than the token.")
                }
                guard authenticator.asksAboutEachToken else { return }
                guard authenticator.remembered(token) != nil else {
                    throw BrokenPromise("Asks about each token, and remembers none.")
                }
            },
            ProofPromise("a token that has expired is refused") {
                try await $0.outcome($0.expiredToken()).requireInvalid()
            },
            ProofPromise("a token for another server is refused") {
                try await $0.outcome($0.foreignToken()).requireInvalid()
            },
            ProofPromise("a token that the issuer has not made is refused, also after one that it has") { fixture in
                try await fixture.outcome(fixture.goodToken()).requireVerified(as: fixture.externalID)
                try await fixture.outcome(fixture.forgedToken()).requireInvalid()
            },
            ProofPromise("what is no token is refused") { fixture in
                for text in ["", " ", ".", "..", "a.b.c", "ghs_no-token", String(repeating: "x", count: 20_000)] {
                    try await fixture.outcome(Secret(text)).requireNotVerified()
                }
            },
            ProofPromise("tokens of this house are nobody else's to judge") { fixture in
                let own = "ghs_" + String(repeating: "A", count: 48)
                guard try !fixture.authenticator.judges(Secret(own)) else {
                    throw BrokenPromise("Would have looked at a token of this house.")
                }
            },
            ProofPromise("an answer is good no longer than its token, and under a name of its own") { fixture in
                let one = try await fixture.authenticator.authenticate(fixture.goodToken())
                let two = try await fixture.authenticator.authenticate(fixture.otherToken())
                guard one.digest != two.digest else { throw BrokenPromise("Two tokens have one digest.") }
                guard one.endsAt.map({ one.goodUntil <= $0 }) ?? true else {
                    throw BrokenPromise("Good beyond its end.")
                }
            },
            ProofPromise("looking at a token shows nothing of it") { fixture in
                let token = try await fixture.goodToken()
                let report = try await fixture.authenticator.examine(token)
                guard report.verdict == .verified, report.identity?.externalID == fixture.externalID else {
                    throw BrokenPromise("Expected verified, got \(report.verdict.rawValue).")
                }
                let shown = "\(report)"
                let parts = token.reveal { $0.split(separator: ".").map(String.init) }
                guard !parts.contains(where: { $0.utf8.count > 8 && shown.contains($0) }) else {
                    throw BrokenPromise("A part of the token stands in the report.")
                }
            },
            ProofPromise("an issuer that can't be reached is said to be so") { fixture in
                let token = try await fixture.goodToken()
                guard try await fixture.takeAway() else { return }
                let outcome = try await fixture.outcome(token)
                guard case .failed(let failure) = outcome, failure.kind == .unavailable else {
                    throw BrokenPromise("Expected unavailable, got \(outcome.name).")
                }
            },
        ]
    }
}

extension AuthenticationOutcome {
    func requireInvalid() throws {
        guard case .rejected(.invalidProof) = self else { throw BrokenPromise("Expected a refusal, got \(name).") }
    }
}
