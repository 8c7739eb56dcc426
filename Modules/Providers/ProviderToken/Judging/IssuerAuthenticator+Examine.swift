import IdentityCore
import JOSE
import JSONText
import OutsideTokens

extension IssuerAuthenticator: SourceExamining {
    func examine(_ token: Secret) async -> SourceReport {
        var walk = TokenWalk(), found: ExternalIdentity?, setback: TokenSetback?
        walk.configured(rules, claims)
        do throws(TokenSetback) {
            let judged = try await judging.judge(token, isFresh: true, at: clock.now(), &walk)
            found = try identity(in: judged.claims, &walk)
        } catch {
            setback = error
        }
        return report(walk, setback, identity: found, otherwise: .verified)
    }

    /// Nobody signs in here with a login: with one, the issuer alone is looked at.
    func examine(_ login: ExaminedLogin?) async -> SourceReport {
        var walk = TokenWalk(), setback: TokenSetback?
        walk.configured(rules, claims)
        do throws(TokenSetback) { try await judging.lookAtIssuer(&walk) } catch { setback = error }
        return report(walk, setback, identity: nil, otherwise: .usable)
    }

    private func report(
        _ walk: TokenWalk, _ setback: TokenSetback?, identity: ExternalIdentity?, otherwise verdict: SourceVerdict
    ) -> SourceReport {
        var walk = walk
        if let setback {
            walk.stopped(at: setback)
            walk.skip(judging.steps, "What comes before it failed.")
        } else {
            walk.skip(judging.steps, "No token was given to look at.")
        }
        return SourceReport(
            source: source, kind: TokenSource.kind, verdict: setback?.verdict ?? verdict,
            refusal: setback?.reason == .refused ? .invalidProof : nil, steps: walk.steps, identity: identity)
    }
}

extension TokenWalk {
    fileprivate mutating func configured(_ rules: TokenRules, _ claims: ClaimMap) {
        passed(
            .configuration, "The settings are complete.",
            facts: [
                .init("issuer", rules.issuer), .init("audience", rules.audiences.joined(separator: ", ")),
                .init("algorithms", rules.algorithms.map(\.rawValue).sorted().joined(separator: ", ")),
                .init("login", claims.login.map(\.description).joined(separator: ", ")),
            ])
    }
}
