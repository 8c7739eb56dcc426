/// Makes the tokens of access keys and recognises them. A token has at least 160 bits from the system's generator, so
/// that its digest needs no key to be safe in a stolen database.
package protocol AccessKeyMaking: Sendable {
    /// - Returns: the token, shown once and kept nowhere; its first characters, which lists may show; and its digest,
    ///   by which the store finds it.
    func mint() -> (token: Secret, prefix: String, digest: TokenDigest)
    /// - Returns: `nil` for a text that can't be a token of ours; found out without a look at the store.
    func digest(of token: Secret) -> TokenDigest?
}
