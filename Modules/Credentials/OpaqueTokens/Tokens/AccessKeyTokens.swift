import Cryptography
package import IdentityCore

/// Tokens of access keys: `gh_`, 32 random letters and digits, and 6 that are the CRC-32 of what stands before them.
///
/// Letters and digits only, so that a double click takes the whole token and no URL has to escape it. The prefix and
/// the checksum let secret scanners find a leaked token with certainty, and let a mistyped one be refused without a
/// look at the store.
///
/// The digest is SHA-256 of the text, without a key: 190 random bits can't be guessed from it, whatever is stolen, and
/// a key that a program holds for years stays good when the master key is rotated or lost.
package struct AccessKeyTokens: AccessKeyMaking {
    private static let start = "gh_"
    private static let randomCharacters = 32
    private static let checksumCharacters = 6
    /// `gh_` and eight more: tells thousands of keys apart, and leaves 142 bits to be guessed.
    private static let shownCharacters = 11

    private let random: any RandomSource

    package init(random: any RandomSource) { self.random = random }

    package func mint() -> (token: Secret, prefix: String, digest: TokenDigest) {
        let body = Array(Self.start.utf8) + Base62.characters(Self.randomCharacters, from: random)
        let token = body + Self.checksum(of: body[...])
        let prefix = String(decoding: token.prefix(Self.shownCharacters), as: UTF8.self)
        return (
            Secret(String(decoding: token, as: UTF8.self)), prefix, TokenDigest(bytes: SHA256.digest(token))
        )
    }

    package func digest(of token: Secret) -> TokenDigest? {
        token.reveal { text in
            let length = Self.start.utf8.count + Self.randomCharacters + Self.checksumCharacters
            // Measured before it is copied: it comes from outside.
            guard text.utf8.count == length, text.utf8.starts(with: Self.start.utf8) else { return nil }
            let token = Array(text.utf8), body = token.dropLast(Self.checksumCharacters)
            guard body.dropFirst(Self.start.utf8.count).allSatisfy(Base62.contains),
                Self.checksum(of: body).elementsEqual(token.suffix(Self.checksumCharacters))
            else { return nil }
            return TokenDigest(bytes: SHA256.digest(token))
        }
    }

    private static func checksum(of body: ArraySlice<UInt8>) -> [UInt8] {
        let number = CRC32.checksum(of: body).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return Base62.digits(of: number, count: checksumCharacters)
    }
}
