import FoundationEssentials
import IdentityCore
import OutsideTokens

/// In what form the proxies vouch for people.
enum ProxyWord: Sendable {
    /// In fields of their own, which count because of who sends them.
    case fields
    case signed(SignedWord)
}

/// A signed assertion in one field.
struct SignedWord: Sendable {
    let field: String
    let judge: TokenJudge
    let claims: ClaimMap

    /// - Returns: whom it means, and when it ends.
    func person(_ token: Secret, at now: Date) async throws(TokenSetback) -> (ExternalIdentity, Date) {
        var walk = TokenWalk()
        let verdict = try await judge.judge(token, at: now, &walk)
        return (try claims.identity(in: verdict.claims, externalID: nil, &walk), verdict.endsAt)
    }
}
