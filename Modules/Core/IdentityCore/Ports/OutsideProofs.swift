public import FoundationEssentials

/// What a source makes of the word of somebody else: an issuer's token, or what a proxy wrote into a request.
public struct OutsideAnswer: Sendable {
    public let outcome: AuthenticationOutcome
    /// What the answer is remembered under: the same for the same proof at the same source, and for nothing else.
    public let digest: TokenDigest
    /// Until when the answer may be used again without asking; not beyond the end of the proof.
    public let goodUntil: Date
    /// When the proof itself ends, if it does.
    public let endsAt: Date?

    public init(_ outcome: AuthenticationOutcome, digest: TokenDigest, goodUntil: Date, endsAt: Date? = nil) {
        self.outcome = outcome
        self.digest = digest
        self.goodUntil = goodUntil
        self.endsAt = endsAt
    }
}

/// Judges bearer tokens that somebody else has issued.
public protocol TokenAuthenticator: Sendable {
    /// What the token is remembered under; differs between sources. Cheap: asked with every request.
    func digest(of token: Secret) -> TokenDigest
    /// Whether the token says that it is for this source to judge. Nothing of it is checked.
    func judges(_ token: Secret) -> Bool
    /// May ask the issuer for its keys or for its word, within limits of its own.
    /// - Throws: `limited` when too much is waiting here. What the source itself can't do is `failed`.
    func authenticate(_ token: Secret) async throws(ServiceError) -> OutsideAnswer
    /// The same step by step. The token is in no word and no fact of it.
    func examine(_ token: Secret) async -> SourceReport
    /// Whether a token that was not seen before makes the issuer be asked (RFC 7662). Forged ones cost a question, too: who
    /// shows too many from one address is no longer asked for, while others are. `false` unless told.
    var asksAboutEachToken: Bool { get }
    /// What is remembered of a token, good or not; asks nobody. Matters only to those that ask about each token.
    func remembered(_ token: Secret) -> OutsideAnswer?
}

extension TokenAuthenticator {
    public var asksAboutEachToken: Bool { false }
    public func remembered(_ token: Secret) -> OutsideAnswer? { nil }
}

/// What stands in a request about whoever sent it, written by a proxy, or by somebody in its place.
public struct PresentedAssertion: Sendable {
    /// The address of the other end of the connection.
    public let peer: String
    /// Every value, by the name it stands under, in lower case: one of `AssertionAuthenticator.fieldNames`, or one of them
    /// with an underscore in the place of a hyphen.
    public let fields: [String: [Secret]]

    public init(peer: String, fields: [String: [Secret]]) {
        self.peer = peer
        self.fields = fields
    }
}

/// Judges what trusted proxies say of the people whose requests they hand on.
public protocol AssertionAuthenticator: Sendable {
    /// What it reads, in lower case, with hyphens.
    var fieldNames: Set<String> { get }
    /// - Returns: `nil` when there is nothing in it for this source, or a proxy that it trusts names nobody.
    /// - Throws: `limited` when too much is waiting here. What the source itself can't do is `failed`.
    func authenticate(_ assertion: PresentedAssertion) async throws(ServiceError) -> OutsideAnswer?
}
