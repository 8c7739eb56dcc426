package import FoundationEssentials

/// What a signed token of this house says (RFC 7519). How the claims are called on the wire is the signer's to know.
package struct TokenClaims: Hashable, Sendable {
    /// What the token is good for. A token of one kind is worth nothing where another is due (RFC 8725 section 3.11).
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Opens the interfaces, as the subject.
        case access
        /// Is exchanged for new tokens, once.
        case refresh
        /// A refresh token that has no end of its own (OpenID Connect Core section 11).
        case offline
        /// Tells a client who has signed in; opens nothing.
        case identity
    }

    package var kind: Kind
    /// Unique; by it a token is revoked.
    package var id: UUID
    package var issuer: String
    package var subject: UserID
    package var audience: [String]
    /// The program that the token was handed to, the authorized party.
    package var client: ClientID
    /// `nil` for a program that signed in as itself.
    package var session: SessionID?
    /// Moments are kept in whole seconds.
    package var issuedAt: Date
    /// `nil` for an offline token only.
    package var expiresAt: Date?
    /// When the password, or what stood for it, was checked.
    package var signedInAt: Date?
    package var scopes: [String]
    /// Who acts as the subject (RFC 8693 section 4.1).
    package var actor: UserID?
    /// What the client sent along with the sign-in, handed back as it was.
    package var nonce: String?
    /// What a dialect adds, by the name that it has on the wire. Not read here; can't take the place of a claim above.
    package var others: [String: ClaimValue]

    package init(
        _ kind: Kind, id: UUID, issuer: String, subject: UserID, audience: [String], client: ClientID,
        session: SessionID?, issuedAt: Date, expiresAt: Date?, signedInAt: Date? = nil, scopes: [String] = [],
        actor: UserID? = nil, nonce: String? = nil, others: [String: ClaimValue] = [:]
    ) {
        self.kind = kind
        self.id = id
        self.issuer = issuer
        self.subject = subject
        self.audience = audience
        self.client = client
        self.session = session
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.signedInAt = signedInAt
        self.scopes = scopes
        self.actor = actor
        self.nonce = nonce
        self.others = others
    }
}
