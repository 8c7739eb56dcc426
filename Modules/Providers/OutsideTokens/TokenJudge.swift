package import FoundationEssentials
package import IdentityCore
import JOSE
package import JSONText

/// Decides whether a token is good: what it says of itself first, so that one that is not for us makes nobody be asked; then
/// the signature. Nothing of it is believed before.
package struct TokenJudge: Sendable {
    package enum Keys: Sendable {
        case kept(IssuerKeys)
        /// Fetched for this walk.
        case fresh(KeyFetching)
    }

    /// What sort of token is due.
    package enum Wanted: Sendable {
        case accessToken
        /// What a proxy signs about the person whose request it hands on.
        case assertion
    }

    package struct Verdict: Sendable {
        package let claims: JSONObject
        /// With the skew that is allowed.
        package let endsAt: Date
        package let generation: Int
    }

    package static let steps: [SourceStep.Name] =
        [.token, .issuer, .audience, .time, .discovery, .keys, .signature, .claims]
    static let unknownKey = TokenSetback(
        .refused, at: .keys, "The issuer has no key of the name and algorithm that the token tells.",
        advice: "A new key is found after a while by itself; an issuer of another realm has other keys.")

    package let rules: TokenRules
    let keys: Keys
    let wanted: Wanted

    package init(_ rules: TokenRules, keys: Keys, wants wanted: Wanted = .accessToken) {
        self.rules = rules
        self.keys = keys
        self.wanted = wanted
    }

    package func judge(
        _ token: Secret, at now: Date, _ walk: inout TokenWalk
    ) async throws(TokenSetback) -> Verdict {
        let (jws, claims) = try taken(apart: token)
        walk.passed(
            .token, "It is a signed token.",
            facts: [
                .init("algorithm", jws.header.algorithm), .init("key", jws.header.keyID ?? "not named"),
                .init("type", jws.header.type ?? "not told"),
            ])
        try rules.requireIssuer(claims)
        walk.passed(.issuer, "It says that it is of this issuer.", facts: [.init("issuer", rules.issuer)])
        try rules.requireAudience(claims)
        walk.passed(
            .audience, "It is for this server.", facts: [.init("audience", rules.audiences.joined(separator: ", "))])
        let endsAt = try rules.end(of: claims, at: now)
        walk.passed(.time, "It is good at this moment.", facts: [.init("ends", "\(endsAt.formatted(.iso8601))")])
        let (key, generation) = try await key(for: jws.header, at: now, &walk)
        guard key.verify(jws) else {
            throw TokenSetback(
                .refused, at: .signature, "The signature is not that of the issuer's key.",
                advice: "The token was changed on its way, or somebody else made it.")
        }
        walk.passed(.signature, "The issuer's key has signed it.")
        return Verdict(claims: claims, endsAt: endsAt, generation: generation)
    }

    private func taken(apart token: Secret) throws(TokenSetback) -> (JWS, JSONObject) {
        let jws: JWS, claims: JSONObject
        do throws(JWSProblem) {
            jws = try token.reveal { (text) throws(JWSProblem) in try JWS.parse(text) }
            claims = try jws.claims()
        } catch { throw TokenSetback(.refused, at: .token, "\(error)") }
        try rules.requireAlgorithm(jws.header)
        if case .accessToken = wanted { try rules.requireKind(jws.header, claims) }
        return (jws, claims)
    }

    private func key(
        for header: JWS.Header, at now: Date, _ walk: inout TokenWalk
    ) async throws(TokenSetback) -> (VerificationKey, Int) {
        switch keys {
        case .kept(let keys): return try await keys.key(for: header, at: now)
        case .fresh(let fetching):
            guard let key = try await fetching.fetch(&walk).key(for: header) else { throw Self.unknownKey }
            return (key, 0)
        }
    }
}
