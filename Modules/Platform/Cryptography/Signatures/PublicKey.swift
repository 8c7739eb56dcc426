import COpenSSL

/// Checks signatures. Weak keys are never made: RSA has from 2,048 to 8,192 bits and an odd exponent, a point lies on
/// its curve.
package final class PublicKey: Sendable {
    /// Unsigned numbers and coordinates, the highest byte first.
    package enum Parameters: Hashable, Sendable {
        case rsa(modulus: [UInt8], exponent: [UInt8])
        /// 32 bytes each.
        case p256(x: [UInt8], y: [UInt8])
        /// 32 bytes.
        case ed25519(x: [UInt8])
    }

    /// NIST SP 800-131A asks for 2,048; beyond the other a check costs so much that strangers could keep us busy.
    private static let modulusBits = 2_048...8_192

    package let kind: SignatureKind
    private let handle: KeyHandle

    init?(_ handle: KeyHandle) {
        guard let kind = handle.kind else { return nil }
        self.kind = kind
        self.handle = handle
        guard isStrong else { return nil }
    }

    /// - Returns: `nil` for numbers that are no key, or a weak one.
    package convenience init?(_ parameters: Parameters) {
        guard let handle = KeyHandle.make(parameters) else {
            ERR_clear_error()
            return nil
        }
        self.init(handle)
    }

    /// - Parameter der: a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).
    /// - Returns: `nil` for bytes that are no key of one of the kinds, or a weak one.
    package convenience init?(der: [UInt8]) {
        let key = der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            return d2i_PUBKEY(nil, &next, bytes.count)
        }
        guard let key else {
            ERR_clear_error()
            return nil
        }
        self.init(KeyHandle(key))
    }

    /// As a SubjectPublicKeyInfo.
    package var der: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(i2d_PUBKEY(handle.pointer, nil)))
        bytes.withUnsafeMutableBufferPointer { bytes in
            var next = bytes.baseAddress
            precondition(i2d_PUBKEY(handle.pointer, &next) == Int32(bytes.count), "i2d_PUBKEY failed")
        }
        return bytes
    }

    package var parameters: Parameters {
        switch kind {
        case .rsaSHA256: return .rsa(modulus: handle.number("n"), exponent: handle.number("e"))
        case .ecdsaP256SHA256:
            return .p256(
                x: handle.number("qx", length: ECDSASignature.numberBytes),
                y: handle.number("qy", length: ECDSASignature.numberBytes))
        case .ed25519:
            var bytes = [UInt8](repeating: 0, count: 32), count = bytes.count
            precondition(EVP_PKEY_get_raw_public_key(handle.pointer, &bytes, &count) == 1 && count == 32, "No raw key")
            return .ed25519(x: bytes)
        }
    }

    /// - Parameter signature: as `PrivateKey.sign` makes it.
    package func verify(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        var encoded = signature
        if kind == .ecdsaP256SHA256 {
            guard let sequence = ECDSASignature.encoded(signature) else { return false }
            encoded = sequence
        }
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        let isGenuine =
            EVP_DigestVerifyInit_ex(context, nil, kind.digestName, nil, nil, handle.pointer, nil) == 1
            && EVP_DigestVerify(context, encoded, encoded.count, message, message.count) == 1
        // What OpenSSL says of a wrong one would be taken for the word of the next that runs on this thread.
        if !isGenuine { ERR_clear_error() }
        return isGenuine
    }

    private var isStrong: Bool {
        guard kind == .rsaSHA256 else { return true }
        let exponent = handle.number("e")
        // 3 and above, and odd; longer than eight bytes is slow and in nobody's use.
        return Self.modulusBits.contains(Int(EVP_PKEY_get_bits(handle.pointer))) && exponent.count <= 8
            && exponent.last.map { $0 & 1 == 1 } ?? false && exponent != [1]
    }
}

extension KeyHandle {
    fileprivate static func make(_ parameters: PublicKey.Parameters) -> KeyHandle? {
        switch parameters {
        case .rsa(let modulus, let exponent):
            let modulus = [UInt8](modulus.reversed()), exponent = [UInt8](exponent.reversed())
            guard !modulus.isEmpty, !exponent.isEmpty, modulus.count <= 2_048, exponent.count <= 2_048 else {
                return nil
            }
            return modulus.withUnsafeBytes { modulus in
                exponent.withUnsafeBytes { exponent in
                    make(.rsaSHA256, [.unsigned("n", modulus), .unsigned("e", exponent)])
                }
            }
        case .p256(let x, let y):
            guard x.count == ECDSASignature.numberBytes, y.count == ECDSASignature.numberBytes else { return nil }
            // Uncompressed (SEC 1 section 2.3.3). OpenSSL refuses a point that is not on the curve.
            return ([4] + x + y).withUnsafeBytes { point in
                make(.ecdsaP256SHA256, [.text("group", "prime256v1"), .octets("pub", point)])
            }
        case .ed25519(let x):
            guard x.count == 32 else { return nil }
            return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, x, x.count).map(KeyHandle.init)
        }
    }

    private static func make(_ kind: SignatureKind, _ settings: [OSSL_PARAM]) -> KeyHandle? {
        let context = EVP_PKEY_CTX_new_from_name(nil, kind.keyName, nil)
        defer { EVP_PKEY_CTX_free(context) }
        var settings = settings + [OSSL_PARAM_construct_end()], key: OpaquePointer?
        guard EVP_PKEY_fromdata_init(context) == 1,
            EVP_PKEY_fromdata(context, &key, COPENSSL_PUBLIC_KEY, &settings) == 1
        else { return nil }
        return key.map(KeyHandle.init)
    }
}
