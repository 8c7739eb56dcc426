import Cryptography
import IdentityCore

/// A form of tokens: what they begin with, 32 random letters and digits, and 6 that are the CRC-32 of what stands before
/// them.
///
/// Letters and digits only, so that a double click takes the whole token and no URL has to escape it. The beginning and
/// the checksum let secret scanners find a leaked token with certainty, and let a mistyped one be refused without a
/// look at the store.
///
/// The digest is SHA-256 of the text, without a key: 190 random bits can't be guessed from it, whatever is stolen.
struct ChecksummedToken {
    private static let randomCharacters = 32
    private static let checksumCharacters = 6

    /// Such as `gh_`.
    let start: String

    func mint(from random: any RandomSource) -> (text: String, digest: TokenDigest) {
        let body = Array(start.utf8) + Base62.characters(Self.randomCharacters, from: random)
        let token = body + Self.checksum(of: body[...])
        return (String(decoding: token, as: UTF8.self), TokenDigest(bytes: SHA256.digest(token)))
    }

    /// - Returns: `nil` for a text of another form.
    func digest(of token: Secret) -> TokenDigest? {
        token.reveal { text in
            let length = start.utf8.count + Self.randomCharacters + Self.checksumCharacters
            // Measured before it is copied: it comes from outside.
            guard text.utf8.count == length, text.utf8.starts(with: start.utf8) else { return nil }
            let token = Array(text.utf8), body = token.dropLast(Self.checksumCharacters)
            guard body.dropFirst(start.utf8.count).allSatisfy(Base62.contains),
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
