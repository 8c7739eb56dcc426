import FoundationEssentials
import IdentityCore
import OutsideTokens

/// Tokens that are checked by the issuer's keys.
struct SignedTokens: TokenJudging {
    /// Seconds after which keys are looked at again, so that a key that was withdrawn opens nothing for long.
    private static let lookAgain: TimeInterval = 60

    private let rules: TokenRules
    private let fetching: KeyFetching
    private let keys: IssuerKeys

    init(_ rules: TokenRules, _ fetching: KeyFetching, _ times: KeyTimes, watch: HealthWatch) {
        self.rules = rules
        self.fetching = fetching
        keys = IssuerKeys(fetching, times) { watch.note($0) }
    }

    var steps: [SourceStep.Name] { TokenJudge.steps }
    var asksAboutEachToken: Bool { false }
    var takesOpaqueTokens: Bool { false }

    func judge(
        _ token: Secret, isFresh: Bool, at now: Date, _ walk: inout TokenWalk
    ) async throws(TokenSetback) -> JudgedToken {
        let judge = TokenJudge(rules, keys: isFresh ? .fresh(fetching) : .kept(keys))
        let verdict = try await judge.judge(token, at: now, &walk)
        return JudgedToken(
            claims: verdict.claims, endsAt: verdict.endsAt,
            goodUntil: min(verdict.endsAt, now.addingTimeInterval(Self.lookAgain)), generation: verdict.generation)
    }

    func generation(at now: Date) async throws(TokenSetback) -> Int { try await keys.generation(at: now) }

    func lookAtIssuer(_ walk: inout TokenWalk) async throws(TokenSetback) { _ = try await fetching.fetch(&walk) }
}
