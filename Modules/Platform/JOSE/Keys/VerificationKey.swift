package import Cryptography

/// A public key that checks tokens of exactly one algorithm (RFC 8725 section 3.1).
package struct VerificationKey: Sendable {
    package let id: String?
    package let algorithm: JWSAlgorithm
    private let key: PublicKey

    package init(id: String?, _ key: PublicKey) {
        self.id = id
        self.key = key
        algorithm = JWSAlgorithm(key.kind)
    }

    /// Whether the token was signed with the other half of this key. A header that names another algorithm, however
    /// spelt, is refused; `none` is nobody's algorithm.
    package func verify(_ token: JWS) -> Bool {
        token.header.algorithm == algorithm.rawValue && key.verify(token.signature, for: token.signedBytes)
    }
}
