/// Makes bearer tokens and recognises them. A token has at least 128 bits from the system's generator; its digest is
/// keyed, so that neither can be made from a stolen database.
package protocol SessionTokenMaking: Sendable {
    func mint() -> (token: Secret, digest: TokenDigest)
    /// - Returns: what the store may have the token under, the likeliest first: one digest for each master key, of
    ///   which there are two while a rotation is under way. Empty for a text that can't be a token of ours.
    func digests(of token: Secret) -> [TokenDigest]
}

/// Remembers what a token stood for, as long as nothing in the store has changed since.
package protocol AccountCaching: Sendable {
    func account(for digest: TokenDigest, asOf marker: ChangeMarker) -> SignedInAccount?
    func remember(_ account: SignedInAccount, for digest: TokenDigest, asOf marker: ChangeMarker)
}

/// A session with its user, as the store had them at one moment. A class, because it is handed around on the
/// hot path: one reference instead of two values.
package final class SignedInAccount: Sendable {
    package let session: Session
    package let user: User
    package let rights: Rights

    package init(session: Session, user: User) {
        self.session = session
        self.user = user
        rights = user.roles.rights
    }
}
