import Cryptography
package import IdentityCore

/// What an answer about a proof is remembered under.
package enum ProofDigest {
    /// Parts are kept apart by their lengths, so that no two proofs are one.
    package static func of(_ parts: [String], at source: SourceID) -> TokenDigest {
        let text = (["outside proof", source.rawValue] + parts).map { "\($0.utf8.count):\($0)" }.joined()
        return TokenDigest(bytes: SHA256.digest(Array(text.utf8)))
    }
}
