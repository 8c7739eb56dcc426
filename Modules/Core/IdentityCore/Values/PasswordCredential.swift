package import FoundationEssentials

/// The password that Gatehouse itself keeps for a user of a local source. At most one for each user.
package struct PasswordCredential: Hashable, Sendable {
    package let user: UserID
    package var hash: PasswordHash
    /// Set by an administrator: good only for choosing an own password.
    package var isTemporary: Bool
    package var changedAt: Date

    package init(user: UserID, hash: PasswordHash, isTemporary: Bool, changedAt: Date) {
        self.user = user
        self.hash = hash
        self.isTemporary = isTemporary
        self.changedAt = changedAt
    }
}
