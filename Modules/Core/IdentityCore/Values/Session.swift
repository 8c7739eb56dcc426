package import FoundationEssentials

/// One sign-in of one user. The bearer token itself is kept nowhere; the store finds a session by the token's digest.
package struct Session: Hashable, Sendable, Identifiable {
    package let id: SessionID
    package let digest: TokenDigest
    package let user: UserID
    package let source: SourceID
    package let createdAt: Date
    /// Absolute: use does not prolong a session.
    package let expiresAt: Date
    /// Where the sign-in came from, as far as the listed proxies can be trusted.
    package let address: String?
    package let userAgent: String?
    /// Set when somebody else acts as the user.
    package let impersonation: Impersonation?

    package init(
        id: SessionID, digest: TokenDigest, user: UserID, source: SourceID, createdAt: Date, expiresAt: Date,
        address: String?, userAgent: String?, impersonation: Impersonation? = nil
    ) {
        self.id = id
        self.digest = digest
        self.user = user
        self.source = source
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.address = address
        self.userAgent = userAgent
        self.impersonation = impersonation
    }
}

/// Who acts as the user of a session, and why.
package struct Impersonation: Hashable, Sendable {
    /// No longer, whatever is asked for.
    package static let maximumSeconds: TimeInterval = 3_600

    package let impersonator: UserID
    package let reason: String

    package init(impersonator: UserID, reason: String) {
        self.impersonator = impersonator
        self.reason = reason
    }
}

/// One page of sessions, newest first.
package struct SessionQuery: Hashable, Sendable {
    package var user: UserID?
    /// Only sessions behind this one in the list.
    package var after: SessionPosition?
    package var limit: Int

    package init(user: UserID? = nil, after: SessionPosition? = nil, limit: Int) {
        self.user = user
        self.after = after
        self.limit = limit
    }
}

/// Where a page of sessions ended.
package struct SessionPosition: Hashable, Sendable {
    package var createdAt: Date
    package var id: SessionID

    package init(createdAt: Date, id: SessionID) {
        self.createdAt = createdAt
        self.id = id
    }
}
