package import Cryptography

/// How a token is signed, by the names of RFC 7518 section 3.1 and RFC 8037 section 3.1.
package enum JWSAlgorithm: String, Hashable, Sendable, CaseIterable {
    case rs256 = "RS256"
    case es256 = "ES256"
    case edDSA = "EdDSA"
    /// Under a key that is nobody else's: there is no `VerificationKey` for it, so that no public key is ever taken for
    /// a secret one.
    case hs512 = "HS512"

    package init(_ kind: SignatureKind) {
        self =
            switch kind {
            case .rsaSHA256: .rs256
            case .ecdsaP256SHA256: .es256
            case .ed25519: .edDSA
            }
    }
}
