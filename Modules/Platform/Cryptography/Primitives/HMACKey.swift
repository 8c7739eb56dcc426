import COpenSSL

/// A key for HMAC-SHA-256 (RFC 2104). The key is taken in once, so that a code costs half of what it else would.
// @unchecked: the context is set up in `init` and only duplicated afterwards, which changes nothing in it.
package final class HMACKey: @unchecked Sendable {
    private let keyed: OpaquePointer

    /// - Parameter key: at least one byte. OpenSSL wipes its copy when the object goes.
    package convenience init(_ key: [UInt8]) {
        precondition(!key.isEmpty, "A key can't be empty")
        self.init(key.withUnsafeBytes(Self.context))
    }

    package convenience init(_ key: KeyBytes) { self.init(key.withBytes(Self.context)) }

    private init(_ keyed: OpaquePointer) { self.keyed = keyed }

    private static func context(_ key: UnsafeRawBufferPointer) -> OpaquePointer {
        let algorithm = EVP_MAC_fetch(nil, "HMAC", nil)
        // The context keeps the algorithm alive.
        defer { EVP_MAC_free(algorithm) }
        guard let context = EVP_MAC_CTX_new(algorithm) else { fatalError("EVP_MAC_CTX_new failed") }
        let settings = [OSSL_PARAM.text("digest", "SHA256"), OSSL_PARAM_construct_end()]
        let octets = key.assumingMemoryBound(to: UInt8.self).baseAddress
        precondition(EVP_MAC_init(context, octets, key.count, settings) == 1, "EVP_MAC_init failed")
        return context
    }

    deinit { EVP_MAC_CTX_free(keyed) }

    /// 32 bytes.
    package func code(for message: [UInt8]) -> [UInt8] {
        let context = EVP_MAC_CTX_dup(keyed)
        defer { EVP_MAC_CTX_free(context) }
        var code = [UInt8](repeating: 0, count: 32)
        var length = 0
        let done =
            EVP_MAC_update(context, message, message.count) == 1
            && EVP_MAC_final(context, &code, &length, code.count) == 1
        precondition(done && length == code.count, "HMAC failed")
        return code
    }
}
