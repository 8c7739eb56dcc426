import COpenSSL

/// PBKDF2 with HMAC (RFC 8018), for hashes that come from elsewhere.
package enum PBKDF2 {
    package enum Digest: String, Hashable, Sendable {
        case sha256, sha512
    }

    /// Blocks for as long as the iterations take.
    package static func key(
        from password: borrowing PasswordBytes, salt: [UInt8], iterations: Int, digest: Digest, length: Int
    ) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: length)
        let algorithm = digest == .sha256 ? EVP_sha256() : EVP_sha512()
        let result = password.withBytes { bytes, count in
            PKCS5_PBKDF2_HMAC(
                bytes, Int32(count), salt, Int32(salt.count), Int32(iterations), algorithm, Int32(length), &key)
        }
        precondition(result == 1, "PKCS5_PBKDF2_HMAC failed")
        return key
    }
}
