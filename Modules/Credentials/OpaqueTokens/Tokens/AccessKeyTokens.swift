package import IdentityCore

/// Tokens of access keys, which begin with `gh_`. Their digest needs no key, so that a token that a program holds for
/// years stays good when the master key is rotated or lost.
package struct AccessKeyTokens: AccessKeyMaking {
    private static let form = ChecksummedToken(start: "gh_")
    /// `gh_` and eight more: tells thousands of keys apart, and leaves 142 bits to be guessed.
    private static let shownCharacters = 11

    private let random: any RandomSource

    package init(random: any RandomSource) { self.random = random }

    package func mint() -> (token: Secret, prefix: String, digest: TokenDigest) {
        let (text, digest) = Self.form.mint(from: random)
        return (Secret(text), String(text.prefix(Self.shownCharacters)), digest)
    }

    package func digest(of token: Secret) -> TokenDigest? { Self.form.digest(of: token) }
}
