package import FoundationEssentials

/// The password that Gatehouse itself keeps for a user of a local source. At most one for each user.
package struct PasswordCredential: Hashable, Sendable {
    package let user: UserID
    package var hash: PasswordHash
    /// When somebody chose it; making its hash anew does not move this.
    package var changedAt: Date
    /// From then on a temporary password opens nothing.
    package var validUntil: Date?

    package init(user: UserID, hash: PasswordHash, changedAt: Date, validUntil: Date? = nil) {
        self.user = user
        self.hash = hash
        self.changedAt = changedAt
        self.validUntil = validUntil
    }

    package func isGood(at moment: Date) -> Bool { validUntil.map { $0 > moment } ?? true }
}
