import FoundationEssentials
import IdentityCore
import JSONText
import OutsideTokens

/// What was found out of one token.
struct JudgedToken: Sendable {
    let claims: JSONObject
    /// `nil` when the issuer did not say.
    let endsAt: Date?
    /// Until when the same may be said without another look.
    let goodUntil: Date
    /// Of the keys by which it was decided.
    let generation: Int
}

/// One way to find out whether a token is good.
protocol TokenJudging: Sendable {
    /// In the order in which a walk goes through them.
    var steps: [SourceStep.Name] { get }
    /// Whether the issuer is asked about each token.
    var asksAboutEachToken: Bool { get }
    /// Whether tokens that tell no issuer are for it.
    var takesOpaqueTokens: Bool { get }
    /// - Parameter isFresh: whether nothing that is kept is used.
    func judge(
        _ token: Secret, isFresh: Bool, at now: Date, _ walk: inout TokenWalk
    ) async throws(TokenSetback) -> JudgedToken
    /// Which decisions still count.
    func generation(at now: Date) async throws(TokenSetback) -> Int
    /// Looks at the issuer alone.
    func lookAtIssuer(_ walk: inout TokenWalk) async throws(TokenSetback)
}
