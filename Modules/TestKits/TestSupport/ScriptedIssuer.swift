package import FoundationEssentials
package import IdentityCore
import Threading

/// An issuer whose tokens are what a test says they are, and who counts how often it is asked.
package final class ScriptedIssuer: TokenAuthenticator {
    private struct Script {
        var people: [String: ExternalIdentity] = [:]
        var failure: SourceFailure?
        var goodUntil = Date.distantFuture
        var asked = 0
    }

    private let id: SourceID
    private let prefix: String
    private let script = Locked(Script())

    package let asksAboutEachToken: Bool

    /// - Parameters:
    ///   - prefix: what the tokens begin with that it judges.
    ///   - asksAboutEachToken: whether it remembers none, and each use is a question.
    package init(as id: String = "issuer", judging prefix: String = "outside ", asksAboutEachToken: Bool = false) {
        self.id = SourceID(rawValue: id)
        self.prefix = prefix
        self.asksAboutEachToken = asksAboutEachToken
    }

    /// The token is from now on the person's; of nobody with `nil`.
    package func say(_ token: String, is person: ExternalIdentity?) { script.withLock { $0.people[token] = person } }
    package func fail(_ failure: SourceFailure?) { script.withLock { $0.failure = failure } }
    package func say(goodUntil moment: Date) { script.withLock { $0.goodUntil = moment } }
    package var asked: Int { script.withLock { $0.asked } }

    /// This issuer as a source.
    package func opened(_ policy: ProvisioningPolicy = ProvisioningPolicy(createsOnFirstLogin: true)) -> IdentitySource
    {
        IdentitySource(id: id, kind: SourceKind(rawValue: "scripted"), policy: policy, token: self)
    }

    /// The text itself: 32 bytes of it, enough for tests.
    package func digest(of token: Secret) -> TokenDigest {
        TokenDigest(bytes: Array((token.reveal { "\(id) \($0)" }.utf8 + [UInt8](repeating: 0, count: 32)).prefix(32)))
    }

    package func judges(_ token: Secret) -> Bool { token.reveal { $0.hasPrefix(prefix) } }

    package func authenticate(_ token: Secret) async throws(ServiceError) -> OutsideAnswer {
        let now = script.withLock { script in
            script.asked += 1
            return script
        }
        let person = token.reveal { now.people[$0] }
        let outcome: AuthenticationOutcome =
            now.failure.map { .failed($0) } ?? person.map { .verified($0) } ?? .rejected(.invalidProof)
        return OutsideAnswer(outcome, digest: digest(of: token), goodUntil: now.goodUntil, endsAt: now.goodUntil)
    }

    /// Good tokens only.
    package func remembered(_ token: Secret) -> OutsideAnswer? {
        let now = script.withLock { $0 }
        return token.reveal { now.people[$0] }.map {
            OutsideAnswer(.verified($0), digest: digest(of: token), goodUntil: now.goodUntil, endsAt: now.goodUntil)
        }
    }

    package func examine(_ token: Secret) async -> SourceReport {
        let person = token.reveal { text in script.withLock { $0.people[text] } }
        return SourceReport(
            source: id, kind: SourceKind(rawValue: "scripted"), verdict: person == nil ? .rejected : .verified,
            refusal: person == nil ? .invalidProof : nil, steps: [], identity: person)
    }
}
