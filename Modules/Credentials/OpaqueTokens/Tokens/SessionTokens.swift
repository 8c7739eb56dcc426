import Cryptography
package import IdentityCore

/// Session tokens: `ghs_` and 48 characters of base64url, which are 32 random bytes and their CRC-32.
///
/// The prefix and the checksum let secret scanners find a leaked token with certainty, and let a mistyped one be
/// refused without a look at the store. The digest is HMAC-SHA-256 of the random bytes under a key derived from the
/// master key: the current one for a new token, each of the ring for one that is shown.
package struct SessionTokens: SessionTokenMaking {
    private static let prefix = "ghs_"
    private static let randomBytes = 32
    private static let textBytes = 52

    private let keys: any MasterKeySource
    private let random: any RandomSource

    package init(keys: any MasterKeySource, random: any RandomSource) {
        self.keys = keys
        self.random = random
    }

    package func mint() -> (token: Secret, digest: TokenDigest) {
        let bytes = random.bytes(Self.randomBytes)
        let token = Self.prefix + Base64.url.encode(bytes + CRC32.checksum(of: bytes[...]))
        return (Secret(token), TokenDigest(bytes: keys.latest().current.sessionTokens.code(for: bytes)))
    }

    package func digests(of token: Secret) -> [TokenDigest] {
        token.reveal { text in
            guard text.utf8.count == Self.textBytes, text.utf8.starts(with: Self.prefix.utf8),
                let bytes = Base64.url.decode(Array(text.utf8.dropFirst(Self.prefix.utf8.count))),
                CRC32.checksum(of: bytes[..<Self.randomBytes]).elementsEqual(bytes[Self.randomBytes...])
            else { return [] }
            let drawn = Array(bytes[..<Self.randomBytes])
            return keys.recent().keys.map { TokenDigest(bytes: $0.sessionTokens.code(for: drawn)) }
        }
    }
}
