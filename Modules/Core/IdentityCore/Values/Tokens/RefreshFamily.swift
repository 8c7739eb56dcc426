package import FoundationEssentials

package enum RefreshFamilyKind {}
package typealias RefreshFamilyID = Identifier<RefreshFamilyKind>

/// The refresh tokens that a sign-in gave a client, one after another: each is good once, and gives the next
/// (RFC 9700 section 4.14.2). Ends with its session.
package struct RefreshFamily: Hashable, Sendable, Identifiable {
    package let id: RefreshFamilyID
    package let session: SessionID
    package let client: ClientID
    /// The one token that is still good.
    package var current: UUID
    /// What was granted at the sign-in; a refresh never gives more.
    package let scopes: [String]
    /// Has no end of its own but the session's.
    package let isOffline: Bool
    package let createdAt: Date
    /// When the current token was given.
    package var renewedAt: Date
    package var expiresAt: Date

    package init(
        id: RefreshFamilyID, session: SessionID, client: ClientID, current: UUID, scopes: [String],
        isOffline: Bool = false, createdAt: Date, renewedAt: Date, expiresAt: Date
    ) {
        self.id = id
        self.session = session
        self.client = client
        self.current = current
        self.scopes = scopes
        self.isOffline = isOffline
        self.createdAt = createdAt
        self.renewedAt = renewedAt
        self.expiresAt = expiresAt
    }
}
