package enum SigningKeyKind {}
/// Names a signing key in the tokens that it signed (RFC 7515 section 4.1.4).
package typealias SigningKeyID = Named<SigningKeyKind>

/// How a key signs, by the names of RFC 7518 section 3.1 and RFC 8037. Fixed when the key is made.
package enum SigningAlgorithm: String, Hashable, Sendable, CaseIterable {
    case rs256 = "RS256"
    case es256 = "ES256"
    case edDSA = "EdDSA"
}

/// The half of a signing key that everybody may have, to check tokens with.
package struct PublicSigningKey: Hashable, Sendable, Identifiable {
    /// Unsigned numbers and coordinates, the highest byte first.
    package enum Parameters: Hashable, Sendable {
        case rsa(modulus: [UInt8], exponent: [UInt8])
        /// On the curve P-256; 32 bytes each.
        case ellipticCurve(x: [UInt8], y: [UInt8])
        /// On the curve Ed25519; 32 bytes.
        case edwardsCurve(x: [UInt8])
    }

    package let id: SigningKeyID
    package let algorithm: SigningAlgorithm
    package let parameters: Parameters

    package init(id: SigningKeyID, algorithm: SigningAlgorithm, parameters: Parameters) {
        self.id = id
        self.algorithm = algorithm
        self.parameters = parameters
    }
}
