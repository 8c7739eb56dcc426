/// A way of signing, and with it the only kind of key that can (RFC 7518 section 3, RFC 8037).
package enum SignatureKind: Hashable, Sendable, CaseIterable {
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2).
    case rsaSHA256
    /// ECDSA on P-256 with SHA-256 (FIPS 186-5 section 6).
    case ecdsaP256SHA256
    /// Ed25519 (RFC 8032).
    case ed25519

    /// `nil` where the digest is a part of the algorithm.
    var digestName: String? { self == .ed25519 ? nil : "SHA256" }

    /// By OpenSSL.
    var keyName: String {
        switch self {
        case .rsaSHA256: "RSA"
        case .ecdsaP256SHA256: "EC"
        case .ed25519: "ED25519"
        }
    }
}
