package import FoundationEssentials

/// Good once, for one purpose, for a time. The code itself is kept nowhere; the store finds it by its digest. A user has
/// at most one of each purpose.
package struct OneTimeCode: Hashable, Sendable {
    /// The words are stored: a changed one makes every code of that purpose void.
    package enum Purpose: String, Hashable, Sendable, CaseIterable {
        case passwordReset = "password-reset"
        case invitation
    }

    package let digest: TokenDigest
    package let purpose: Purpose
    package let user: UserID
    package let createdAt: Date
    package let expiresAt: Date

    package init(digest: TokenDigest, purpose: Purpose, user: UserID, createdAt: Date, expiresAt: Date) {
        self.digest = digest
        self.purpose = purpose
        self.user = user
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    package func isGood(at moment: Date) -> Bool { expiresAt > moment }
}
