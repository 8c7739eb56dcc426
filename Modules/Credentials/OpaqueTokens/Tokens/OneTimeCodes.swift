package import IdentityCore

/// Codes that are sent by mail, which begin with `ghc_`, and first passwords.
package struct OneTimeCodes: OneTimeCodeMaking {
    private static let form = ChecksummedToken(start: "ghc_")
    /// 154 bits.
    private static let passwordCharacters = 26

    private let random: any RandomSource

    package init(random: any RandomSource) { self.random = random }

    package func mint() -> (code: Secret, digest: TokenDigest) {
        let (text, digest) = Self.form.mint(from: random)
        return (Secret(text), digest)
    }

    package func digest(of code: Secret) -> TokenDigest? { Self.form.digest(of: code) }

    /// Letters and digits, to be read out and pasted anywhere.
    package func password(minimumLength: Int) -> Secret {
        let characters = Base62.characters(max(Self.passwordCharacters, minimumLength), from: random)
        return Secret(String(decoding: characters, as: UTF8.self))
    }
}
