package import FoundationEssentials

/// A secret that a user keeps here: one of its own by name, or the credential of a connection by the connection's key.
/// At most one for each binding.
package struct SealedItem: Hashable, Sendable {
    /// Whose it is, of which kind, and under which name.
    package let binding: SealBinding
    package var sealed: SealedSecret
    /// JSON that is no secret, stored and returned unread, for example the user name beside a password.
    package var detail: String?
    package let createdAt: Date
    package var updatedAt: Date

    package init(binding: SealBinding, sealed: SealedSecret, detail: String? = nil, createdAt: Date, updatedAt: Date) {
        self.binding = binding
        self.sealed = sealed
        self.detail = detail
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}
