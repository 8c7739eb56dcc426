import Cryptography
import FoundationEssentials
import IdentityCore
import OutsideTokens
import UnicodeText

/// Believes listed proxies, and nobody else.
struct ProxyAuthenticator: AssertionAuthenticator {
    /// Seconds for which what the store made of a word is used again.
    private static let lookAgain: TimeInterval = 60

    let source: SourceID
    let proxies: ProxySettings
    let secret: Secret?
    let word: ProxyWord
    let clock: any Clock
    let digests: ProofDigests
    private let tables = UnistringNormalizer()

    init(
        source: SourceID, proxies: ProxySettings, secret: Secret?, word: ProxyWord, clock: any Clock,
        digests: ProofDigests
    ) {
        self.source = source
        self.proxies = proxies
        self.secret = secret
        self.word = word
        self.clock = clock
        self.digests = digests
    }

    var fieldNames: Set<String> {
        let names: [String?] =
            switch word {
            case .fields: [proxies.login, proxies.email, proxies.displayName, proxies.groups]
            case .signed(let signed): [signed.field]
            }
        return Set((names + [proxies.secret?.field]).compactMap { $0 })
    }

    /// The field that names the person.
    private var naming: String { if case .signed(let signed) = word { signed.field } else { proxies.login } }

    func authenticate(_ assertion: PresentedAssertion) async throws(ServiceError) -> OutsideAnswer? {
        let reading = FieldReading(assertion), now = clock.now()
        let refusal = OutsideAnswer(
            .rejected(.invalidProof), digest: digests.of([], at: source), goodUntil: now)
        let mine = fieldNames.contains { reading.holds($0) }
        let twisted = reading.holdsTwisted(fieldNames)
        guard mine || twisted else { return nil }
        guard !twisted, proxies.trusts(assertion.peer), knowsSecret(reading) else { return refusal }
        do throws(UnreadableField) {
            switch word {
            case .fields: return try person(in: reading, at: now)
            case .signed(let signed):
                guard let token = try reading.value(signed.field) else { return nil }
                return try await answer(to: Secret(token), signed, at: now)
            }
        } catch { return refusal }
    }

    private func knowsSecret(_ reading: FieldReading) -> Bool {
        guard let secret, let field = proxies.secret?.field else { return true }
        // A proxy that names nobody need not show its secret.
        guard reading.holds(naming) else { return true }
        guard let shown = try? reading.value(field) else { return false }
        return secret.reveal { ConstantTime.areEqual(Array($0.utf8), Array(shown.utf8)) }
    }

    private func person(in reading: FieldReading, at now: Date) throws(UnreadableField) -> OutsideAnswer? {
        guard let login = try reading.login(proxies.login) else { return nil }
        let email = try proxies.email.flatMap { (name) throws(UnreadableField) in try reading.value(name) }
        let displayName = try proxies.displayName.flatMap { (name) throws(UnreadableField) in try reading.value(name) }
        let listed = try proxies.groups.map { (name) throws(UnreadableField) in try reading.value(name) ?? "" }
        let groups = listed.map { text in
            Set(
                text.split(separator: proxies.groupSeparator).map { String($0).withoutOuterBlanks }.filter {
                    !$0.isEmpty
                })
        }
        let identity = ExternalIdentity(
            externalID: tables.comparisonKey(login), login: login, email: email, displayName: displayName ?? "",
            groups: groups)
        return answer(identity, endsAt: nil, at: now)
    }

    private func answer(_ identity: ExternalIdentity, endsAt: Date?, at now: Date) -> OutsideAnswer {
        let parts = [identity.externalID, identity.login, identity.email ?? "", identity.displayName]
        let digest = digests.of(
            parts + [identity.givenName ?? "", identity.familyName ?? ""] + (identity.groups?.sorted() ?? ["-"]),
            at: source)
        let again = now.addingTimeInterval(Self.lookAgain)
        return OutsideAnswer(
            .verified(identity), digest: digest, goodUntil: endsAt.map { min($0, again) } ?? again, endsAt: endsAt)
    }

    private func answer(
        to token: Secret, _ signed: SignedWord, at now: Date
    ) async throws(UnreadableField) -> OutsideAnswer {
        do throws(TokenSetback) {
            var (identity, endsAt) = try await signed.person(token, at: now)
            identity.externalID = tables.comparisonKey(identity.login)
            return answer(identity, endsAt: endsAt, at: now)
        } catch {
            return OutsideAnswer(error.outcome, digest: digests.of([], at: source), goodUntil: now)
        }
    }
}

extension String {
    fileprivate var withoutOuterBlanks: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
