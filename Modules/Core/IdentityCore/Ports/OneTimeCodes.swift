/// Makes codes for mails and first passwords, and recognises the codes. Both have at least 128 bits from the system's
/// generator, so that a code's digest needs no key to be safe in a stolen database.
package protocol OneTimeCodeMaking: Sendable {
    /// - Returns: the code, sent once and kept nowhere, and its digest, by which the store finds it.
    func mint() -> (code: Secret, digest: TokenDigest)
    /// - Returns: `nil` for a text that can't be a code of ours; found out without a look at the store.
    func digest(of code: Secret) -> TokenDigest?
    /// A password that nobody chose.
    /// - Parameter minimumLength: in characters; it is longer where fewer would be too easy to guess.
    func password(minimumLength: Int) -> Secret
}
