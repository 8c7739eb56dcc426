import COpenSSL

/// A key for HMAC (RFC 2104). The key is taken in once, so that a code costs half of what it else would.
// @unchecked: the context is set up in `init` and only duplicated afterwards, which changes nothing in it.
package final class HMACKey: @unchecked Sendable {
    package enum Digest: Sendable {
        case sha256, sha512

        /// Of the digest, and so of the code.
        var byteCount: Int { self == .sha256 ? 32 : 64 }
        fileprivate var name: StaticString { self == .sha256 ? "SHA256" : "SHA512" }
    }

    private let keyed: OpaquePointer
    private let digest: Digest

    /// - Parameter key: at least one byte. OpenSSL wipes its copy when the object goes.
    package convenience init(_ key: [UInt8], _ digest: Digest = .sha256) {
        precondition(!key.isEmpty, "A key can't be empty")
        self.init(key.withUnsafeBytes { Self.context($0, digest) }, digest)
    }

    package convenience init(_ key: KeyBytes, _ digest: Digest = .sha256) {
        self.init(key.withBytes { Self.context($0, digest) }, digest)
    }

    private init(_ keyed: OpaquePointer, _ digest: Digest) {
        self.keyed = keyed
        self.digest = digest
    }

    private static func context(_ key: UnsafeRawBufferPointer, _ digest: Digest) -> OpaquePointer {
        let algorithm = EVP_MAC_fetch(nil, "HMAC", nil)
        // The context keeps the algorithm alive.
        defer { EVP_MAC_free(algorithm) }
        guard let context = EVP_MAC_CTX_new(algorithm) else { fatalError("EVP_MAC_CTX_new failed") }
        let settings = [OSSL_PARAM.text("digest", digest.name), OSSL_PARAM_construct_end()]
        let octets = key.assumingMemoryBound(to: UInt8.self).baseAddress
        precondition(EVP_MAC_init(context, octets, key.count, settings) == 1, "EVP_MAC_init failed")
        return context
    }

    deinit { EVP_MAC_CTX_free(keyed) }

    /// As many bytes as the digest has.
    package func code(for message: [UInt8]) -> [UInt8] {
        let context = EVP_MAC_CTX_dup(keyed)
        defer { EVP_MAC_CTX_free(context) }
        var code = [UInt8](repeating: 0, count: digest.byteCount)
        var length = 0
        let done =
            EVP_MAC_update(context, message, message.count) == 1
            && EVP_MAC_final(context, &code, &length, code.count) == 1
        precondition(done && length == code.count, "HMAC failed")
        return code
    }
}
