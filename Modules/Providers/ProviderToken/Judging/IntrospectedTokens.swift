import FoundationEssentials
import HTTPFetch
import IdentityCore
import JSONText
import OutsideTokens

/// Tokens that the issuer is asked about (RFC 7662).
struct IntrospectedTokens: TokenJudging {
    private static let longestToken = 16_384

    private let rules: TokenRules
    private let opened: IntrospectionSettings.Opened
    private let fetcher: HTTPFetcher
    private let watch: HealthWatch

    init(_ rules: TokenRules, _ opened: IntrospectionSettings.Opened, fetcher: HTTPFetcher, watch: HealthWatch) {
        self.rules = rules
        self.opened = opened
        self.fetcher = fetcher
        self.watch = watch
    }

    var steps: [SourceStep.Name] { [.introspection, .issuer, .audience, .time, .claims] }
    var asksAboutEachToken: Bool { true }
    var takesOpaqueTokens: Bool { opened.settings.takesOpaqueTokens }

    func judge(
        _ token: Secret, isFresh: Bool, at now: Date, _ walk: inout TokenWalk
    ) async throws(TokenSetback) -> JudgedToken {
        let answer = try await ask(about: token)
        guard answer["active"]?.boolValue == true else {
            throw TokenSetback(
                .refused, at: .introspection, "The issuer says that the token is not good.",
                advice: "It has expired, was revoked, or the client \(opened.settings.client) may not ask about it.")
        }
        walk.passed(.introspection, "The issuer says that the token is good.")
        // The answer comes from the issuer itself: one that does not repeat its name is no other's.
        if answer["iss"] != nil { try rules.requireIssuer(answer) }
        walk.passed(.issuer, "It is of this issuer.", facts: [.init("issuer", rules.issuer)])
        if answer["aud"] != nil || !opened.settings.needsNoAudience { try rules.requireAudience(answer) }
        walk.passed(.audience, "It is for this server.")
        let end = try rules.optionalEnd(of: answer, at: now)
        walk.passed(.time, end == nil ? "The issuer tells no end." : "It is good at this moment.")
        let kept = now.addingTimeInterval(opened.settings.keeps)
        return JudgedToken(claims: answer, endsAt: end, goodUntil: end.map { min($0, kept) } ?? kept, generation: 0)
    }

    func generation(at now: Date) async throws(TokenSetback) -> Int { 0 }

    func lookAtIssuer(_ walk: inout TokenWalk) async throws(TokenSetback) {
        _ = try await ask(about: Secret("no token, only a question whether the client may ask"))
        walk.passed(
            .introspection, "The issuer answers the client's questions.",
            facts: [.init("address", opened.address.text), .init("client", opened.settings.client)])
    }

    private func ask(about token: Secret) async throws(TokenSetback) -> JSONObject {
        let form = token.reveal { text in
            text.utf8.count > Self.longestToken
                ? nil : FetchRequest.Method.form([("token", text), ("token_type_hint", "access_token")])
        }
        guard let form else { throw TokenSetback(.refused, at: .introspection, "The token is too long.") }
        let bytes: [UInt8]
        do throws(FetchFailure) {
            bytes = try await fetcher.fetch(FetchRequest(opened.address, form, login: opened.login))
        } catch { throw noted(TokenSetback(error, at: .introspection, "The issuer's word")) }
        guard let answer = try? JSONParser.parse(bytes).objectValue else {
            throw noted(TokenSetback(.failed(.misconfigured), at: .introspection, "The answer is no JSON object."))
        }
        watch.note(.answering)
        return answer
    }

    private func noted(_ setback: TokenSetback) -> TokenSetback {
        if let failure = setback.failure { watch.note(.failing(failure)) }
        return setback
    }
}
