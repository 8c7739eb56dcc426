import COpenSSL

/// HKDF with SHA-256 (RFC 5869): makes independent keys from one.
package enum HKDF {
    /// - Parameters:
    ///   - secret: has the entropy of a key; a password has not.
    ///   - info: what the key is for. Another text gives an unrelated key.
    ///   - length: at most 255 × 32 bytes.
    package static func sha256(secret: [UInt8], salt: [UInt8] = [], info: [UInt8], length: Int) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: length)
        key.withUnsafeMutableBytes { key in
            secret.withUnsafeBytes { secret in derive(key, secret: secret, salt: salt, info: info) }
        }
        return key
    }

    /// A key from a key, neither of which is ever in an array.
    package static func sha256(secret: KeyBytes, info: [UInt8], length: Int) -> KeyBytes {
        KeyBytes(count: length) { key in
            secret.withBytes { secret in derive(key, secret: secret, salt: [], info: info) }
        }
    }

    private static func derive(
        _ key: UnsafeMutableRawBufferPointer, secret: UnsafeRawBufferPointer, salt: [UInt8], info: [UInt8]
    ) {
        let algorithm = EVP_KDF_fetch(nil, "HKDF", nil)
        let context = EVP_KDF_CTX_new(algorithm)
        // The context keeps the algorithm alive.
        EVP_KDF_free(algorithm)
        defer { EVP_KDF_CTX_free(context) }
        let result = salt.withUnsafeBytes { salt in
            info.withUnsafeBytes { info in
                // An empty input has no address to give, and leaving it out means the same.
                let inputs = [OSSL_PARAM.octets("key", secret), .octets("salt", salt), .octets("info", info)]
                let settings =
                    [OSSL_PARAM.text("digest", "SHA256")] + inputs.filter { $0.data_size > 0 }
                    + [OSSL_PARAM_construct_end()]
                let place = key.assumingMemoryBound(to: UInt8.self).baseAddress
                return EVP_KDF_derive(context, place, key.count, settings)
            }
        }
        precondition(result == 1, "HKDF failed")
    }
}
