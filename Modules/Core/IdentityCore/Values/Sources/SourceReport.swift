/// One step of looking at a source, in the order in which a sign-in goes through it.
public struct SourceStep: Hashable, Sendable {
    public enum Name: String, Hashable, Sendable, CaseIterable {
        case configuration
        case resolve
        case connect
        case tls
        /// What the directory says of itself.
        case directory
        case serviceBind = "service-bind"
        case base
        case userSearch = "user-search"
        case userBind = "user-bind"
        case attributes
        case groups
        /// What the issuer says of itself.
        case discovery
        /// The issuer's keys.
        case keys
        /// The token's form and kind.
        case token
        case signature
        case issuer
        case audience
        /// When the token begins and ends.
        case time
        /// What the issuer says of the token when it is asked (RFC 7662).
        case introspection
        /// Whom the token means, and what it says of them.
        case claims
        /// Which proxies are believed, and what they write.
        case proxies
        /// Which groups here the groups there lead to.
        case mapping
        /// The account that this sign-in would find, make or change.
        case account
        case rights
    }

    public enum Result: String, Hashable, Sendable, CaseIterable {
        case ok, warning, failed, skipped
    }

    /// Something that was seen, for example the filter that was sent.
    public struct Fact: Hashable, Sendable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public var name: Name
    public var result: Result
    public var duration: Duration
    /// What happened, in one sentence; never a secret.
    public var words: String
    public var facts: [Fact]
    /// What the administrator can do about it, in one sentence.
    public var advice: String?

    public init(
        _ name: Name, _ result: Result, in duration: Duration = .zero, _ words: String, facts: [Fact] = [],
        advice: String? = nil
    ) {
        self.name = name
        self.result = result
        self.duration = duration
        self.words = words
        self.facts = facts
        self.advice = advice
    }
}

/// How looking at a source ended.
public enum SourceVerdict: String, Hashable, Sendable, CaseIterable {
    /// Everything that could be looked at without a person's password was well.
    case usable
    case verified, rejected, unknown, ambiguous, unavailable, misconfigured

    public init(_ failure: SourceFailure.Kind) {
        switch failure {
        case .ambiguous: self = .ambiguous
        case .unavailable: self = .unavailable
        case .misconfigured: self = .misconfigured
        }
    }

    /// `nil` when the source gave an answer.
    package var failure: SourceFailure.Kind? { SourceFailure.Kind.allCases.first { SourceVerdict($0) == self } }
}

/// What looking at a source has shown.
public struct SourceReport: Sendable {
    public var source: SourceID
    public var kind: SourceKind
    public var verdict: SourceVerdict
    /// Set with `rejected`.
    public var refusal: SourceRefusal?
    public var steps: [SourceStep]
    /// The person as the source has them, when one was found.
    public var identity: ExternalIdentity?

    public init(
        source: SourceID, kind: SourceKind, verdict: SourceVerdict, refusal: SourceRefusal? = nil,
        steps: [SourceStep], identity: ExternalIdentity? = nil
    ) {
        self.source = source
        self.kind = kind
        self.verdict = verdict
        self.refusal = refusal
        self.steps = steps
        self.identity = identity
    }
}
