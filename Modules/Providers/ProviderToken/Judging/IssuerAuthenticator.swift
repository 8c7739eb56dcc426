import FoundationEssentials
import IdentityCore
import JOSE
import JSONText
import OutsideTokens

/// Judges the tokens of one issuer.
struct IssuerAuthenticator: TokenAuthenticator {
    let source: SourceID
    let judging: any TokenJudging
    let rules: TokenRules
    let claims: ClaimMap
    let clock: any Clock
    let digests: ProofDigests
    private let cache = AnswerCache()
    /// Apart, so that no flood of forged tokens drives out what is known of good ones.
    private let refusals = AnswerCache()

    init(
        source: SourceID, judging: any TokenJudging, rules: TokenRules, claims: ClaimMap, clock: any Clock,
        digests: ProofDigests
    ) {
        self.source = source
        self.judging = judging
        self.rules = rules
        self.claims = claims
        self.clock = clock
        self.digests = digests
    }

    func digest(of token: Secret) -> TokenDigest { token.reveal { digests.of([$0], at: source) } }

    /// A token of this house goes to nobody.
    func judges(_ token: Secret) -> Bool {
        token.reveal { text in
            if let told = (try? JWS.parse(text))?.issuer { return told == rules.issuer }
            return judging.takesOpaqueTokens && !text.isEmpty && !TokenText.stands(in: text)
        }
    }

    func authenticate(_ token: Secret) async throws(ServiceError) -> OutsideAnswer {
        let digest = digest(of: token), now = clock.now()
        do throws(TokenSetback) {
            return try answer(try await entry(for: token, digest, at: now), digest)
        } catch {
            if error.isCrowded { throw .limited(retryAfterSeconds: 1) }
            return OutsideAnswer(error.outcome, digest: digest, goodUntil: now)
        }
    }

    /// - Throws: what could not be found out; that a token is not good is a result.
    private func entry(
        for token: Secret, _ digest: TokenDigest, at now: Date
    ) async throws(TokenSetback) -> AnswerCache.Entry {
        let generation = try await judging.generation(at: now)
        if let known = known(digest, generation, at: now) { return known }
        var walk = TokenWalk()
        let entry: AnswerCache.Entry
        do throws(TokenSetback) {
            let judged = try await judging.judge(token, isFresh: false, at: now, &walk)
            entry = AnswerCache.Entry(
                outcome: .success(try identity(in: judged.claims, &walk)), endsAt: judged.endsAt,
                goodUntil: judged.goodUntil, generation: judged.generation)
        } catch {
            guard case .refused = error.reason, judging.asksAboutEachToken else { throw error }
            // An issuer that is asked about whatever is shown here is not asked twice about the same.
            let refusal = AnswerCache.Entry(
                outcome: .failure(error), endsAt: nil, goodUntil: now.addingTimeInterval(Self.refusalKept),
                generation: generation)
            refusals.keep(refusal, for: digest, at: now)
            return refusal
        }
        cache.keep(entry, for: digest, at: now)
        return entry
    }

    private func known(_ digest: TokenDigest, _ generation: Int, at now: Date) -> AnswerCache.Entry? {
        for found in [cache.find(digest), refusals.find(digest)] {
            if let found, found.generation == generation, found.goodUntil > now { return found }
        }
        return nil
    }

    private func answer(_ entry: AnswerCache.Entry, _ digest: TokenDigest) throws(TokenSetback) -> OutsideAnswer {
        OutsideAnswer(
            .verified(try entry.outcome.get()), digest: digest, goodUntil: entry.goodUntil, endsAt: entry.endsAt)
    }

    /// Seconds.
    private static let refusalKept: TimeInterval = 30

    /// Issuer and subject are who somebody is, never a name or an address (OpenID Connect Core section 5.7).
    func identity(
        in claims: JSONObject, _ walk: inout TokenWalk
    ) throws(TokenSetback) -> ExternalIdentity {
        guard let subject = claims["sub"]?.stringValue, !subject.isEmpty, subject.utf8.count <= 1_024 else {
            throw TokenSetback(.refused, at: .claims, "The token names no subject (claim \"sub\").")
        }
        return try self.claims.identity(in: claims, externalID: "\(rules.issuer) \(subject)", &walk)
    }
}

extension IssuerAuthenticator {
    var asksAboutEachToken: Bool { judging.asksAboutEachToken }

    func remembered(_ token: Secret) -> OutsideAnswer? {
        let digest = digest(of: token), now = clock.now()
        // An issuer that is asked has no keys whose generation could move on.
        guard asksAboutEachToken, let entry = known(digest, 0, at: now) else { return nil }
        do throws(TokenSetback) { return try answer(entry, digest) } catch {
            return OutsideAnswer(error.outcome, digest: digest, goodUntil: now)
        }
    }
}

extension JWS {
    /// As it says, which is not to be believed.
    fileprivate var issuer: String? { (try? claims())?["iss"]?.stringValue }
}
