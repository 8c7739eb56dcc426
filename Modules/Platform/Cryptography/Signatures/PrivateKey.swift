import COpenSSL

/// Signs. Prints nothing.
package final class PrivateKey: Sendable, CustomStringConvertible, CustomReflectable {
    package static let modulusBits = 2_048

    package let publicKey: PublicKey
    private let handle: KeyHandle

    package var kind: SignatureKind { publicKey.kind }

    private init?(_ handle: KeyHandle) {
        guard let publicKey = PublicKey(handle) else { return nil }
        self.publicKey = publicKey
        self.handle = handle
    }

    /// A new key. For RSA this takes from a tenth of a second to more than one: not for a thread that others wait for.
    package static func generate(_ kind: SignatureKind) -> PrivateKey {
        let context = EVP_PKEY_CTX_new_from_name(nil, kind.keyName, nil)
        defer { EVP_PKEY_CTX_free(context) }
        var isReady = EVP_PKEY_keygen_init(context) == 1
        switch kind {
        case .rsaSHA256: isReady = isReady && EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(modulusBits)) == 1
        case .ecdsaP256SHA256: isReady = isReady && EVP_PKEY_CTX_set_group_name(context, "prime256v1") == 1
        case .ed25519: break
        }
        var made: OpaquePointer?
        guard isReady, EVP_PKEY_generate(context, &made) == 1, let made, let key = PrivateKey(KeyHandle(made)) else {
            fatalError("OpenSSL makes no \(kind.keyName) key")
        }
        return key
    }

    /// - Parameter der: what `copiedDER` returned, or another PKCS #8 (RFC 5958).
    /// - Returns: `nil` for bytes that are no key of one of the kinds, or a weak one.
    package convenience init?(der: [UInt8]) {
        let key = der.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            return d2i_AutoPrivateKey(nil, &next, bytes.count)
        }
        guard let key else {
            ERR_clear_error()
            return nil
        }
        self.init(KeyHandle(key))
    }

    /// As PKCS #8. Whoever asks for it wipes it.
    package func copiedDER() -> [UInt8] {
        guard let info = EVP_PKEY2PKCS8(handle.pointer) else { fatalError("EVP_PKEY2PKCS8 failed") }
        defer { PKCS8_PRIV_KEY_INFO_free(info) }
        var bytes = [UInt8](repeating: 0, count: Int(i2d_PKCS8_PRIV_KEY_INFO(info, nil)))
        bytes.withUnsafeMutableBufferPointer { bytes in
            var next = bytes.baseAddress
            precondition(i2d_PKCS8_PRIV_KEY_INFO(info, &next) == Int32(bytes.count), "The key can't be written")
        }
        return bytes
    }

    /// - Returns: for RSA as many bytes as the modulus has; for ECDSA both numbers, 32 bytes each (RFC 7518 section 3.4);
    ///   for Ed25519 64 bytes.
    package func sign(_ message: [UInt8]) -> [UInt8] {
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        var length = Int(EVP_PKEY_get_size(handle.pointer))
        var signature = [UInt8](repeating: 0, count: length)
        let done =
            EVP_DigestSignInit_ex(context, nil, kind.digestName, nil, nil, handle.pointer, nil) == 1
            && EVP_DigestSign(context, &signature, &length, message, message.count) == 1
        precondition(done, "Signing failed")
        signature.removeLast(signature.count - length)
        return kind == .ecdsaP256SHA256 ? ECDSASignature.numbers(signature) : signature
    }

    package var description: String { "<private key>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
