package import FoundationEssentials

/// What a browser carries from the sign-in page to the client, which redeems it once for tokens (RFC 6749
/// section 4.1.2). The code itself is kept nowhere. It is known for a while after its use, so that a second one is
/// noticed.
package struct AuthorizationCode: Hashable, Sendable {
    package let digest: TokenDigest
    /// That with which the code ends: the one in the browser, or the offline one that was opened with it.
    package var session: SessionID
    /// The one in the browser, once `session` is the offline one. It may have ended.
    package var madeIn: SessionID?
    package let client: ClientID
    /// The address that the code was sent to.
    package let redirectURI: String
    package let scopes: [String]
    /// What the client sent along, to recognise its own sign-in by.
    package let nonce: String?
    /// The digest, by SHA-256 in base64url, of what the client has to show (RFC 7636 section 4.2).
    package let challenge: String?
    package let createdAt: Date
    package let expiresAt: Date
    package var usedAt: Date?

    package init(
        digest: TokenDigest, session: SessionID, client: ClientID, redirectURI: String, scopes: [String],
        nonce: String? = nil, challenge: String? = nil, createdAt: Date, expiresAt: Date, usedAt: Date? = nil,
        madeIn: SessionID? = nil
    ) {
        self.digest = digest
        self.session = session
        self.client = client
        self.redirectURI = redirectURI
        self.scopes = scopes
        self.nonce = nonce
        self.challenge = challenge
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
        self.madeIn = madeIn
    }
}

/// What a device without a keyboard waits for: that its user lets it in from another one (RFC 8628).
package struct DeviceGrant: Hashable, Sendable {
    package enum Decision: Hashable, Sendable {
        case pending
        case approved(SessionID)
        case denied
    }

    /// Of the code that the device holds.
    package let digest: TokenDigest
    /// What the user types, in the form in which it is compared. Short, and worth nothing to a device.
    package let userCode: String
    package let client: ClientID
    /// Whose users may let it in.
    package let realm: OrganizationID
    package let scopes: [String]
    package let createdAt: Date
    package let expiresAt: Date
    package var decision: Decision
    package var polledAt: Date?

    package init(
        digest: TokenDigest, userCode: String, client: ClientID, realm: OrganizationID, scopes: [String],
        createdAt: Date, expiresAt: Date, decision: Decision = .pending, polledAt: Date? = nil
    ) {
        self.digest = digest
        self.userCode = userCode
        self.client = client
        self.realm = realm
        self.scopes = scopes
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.decision = decision
        self.polledAt = polledAt
    }
}
