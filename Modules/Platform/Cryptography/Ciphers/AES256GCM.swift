import COpenSSL

/// AES-256 in Galois/Counter Mode (NIST SP 800-38D): hides a text and proves that it, and what belongs to it, came back
/// unchanged.
///
/// A nonce must never be used twice under one key: it would give both texts away and let others be forged. With random
/// ones, a key is good for 2^32 texts (section 8.3).
// @unchecked: the cipher is fetched in `init` and only read afterwards; each call has a context of its own.
package final class AES256GCM: @unchecked Sendable {
    package static let keyBytes = 32
    package static let nonceBytes = 12
    package static let tagBytes = 16

    private let cipher: OpaquePointer
    private let key: KeyBytes

    /// - Parameter key: 32 bytes.
    package init(_ key: KeyBytes) {
        precondition(key.count == Self.keyBytes, "An AES-256 key has 32 bytes")
        guard let cipher = EVP_CIPHER_fetch(nil, "AES-256-GCM", nil) else { fatalError("OpenSSL has no AES-256-GCM") }
        self.cipher = cipher
        self.key = key
    }

    deinit { EVP_CIPHER_free(cipher) }

    /// - Parameters:
    ///   - nonce: 12 bytes, never used before under this key.
    ///   - associated: is not hidden and not part of the result; opening needs the same bytes.
    /// - Returns: as many bytes as `plain` has, and 16 of the tag behind them.
    package func seal(_ plain: [UInt8], nonce: [UInt8], associated: [UInt8]) -> [UInt8] {
        precondition(nonce.count == Self.nonceBytes, "A nonce has 12 bytes")
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        var box = [UInt8](repeating: 0, count: plain.count)
        var tag = [UInt8](repeating: 0, count: Self.tagBytes)
        let done =
            begin(context, encrypts: true, nonce: nonce)
            && run(context, associated: associated, text: plain, into: &box)
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagBytes), &tag) == 1
        precondition(done, "AES-256-GCM failed")
        return box + tag
    }

    /// - Parameter box: what `seal` returned.
    /// - Returns: `nil` when the box, the nonce, the associated bytes or the key is not the one it was sealed with;
    ///   never says which.
    package func open(_ box: [UInt8], nonce: [UInt8], associated: [UInt8]) -> [UInt8]? {
        guard nonce.count == Self.nonceBytes, box.count >= Self.tagBytes else { return nil }
        let context = EVP_CIPHER_CTX_new()
        defer { EVP_CIPHER_CTX_free(context) }
        let hidden = Array(box.dropLast(Self.tagBytes))
        var tag = Array(box.suffix(Self.tagBytes))
        var plain = [UInt8](repeating: 0, count: hidden.count)
        // OpenSSL compares the tags at the end of the run, in constant time.
        let isGenuine =
            begin(context, encrypts: false, nonce: nonce)
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagBytes), &tag) == 1
            && run(context, associated: associated, text: hidden, into: &plain)
        guard isGenuine else {
            plain.wipe()
            return nil
        }
        return plain
    }

    private func begin(_ context: OpaquePointer?, encrypts: Bool, nonce: [UInt8]) -> Bool {
        key.withBytes { key in
            let octets = key.assumingMemoryBound(to: UInt8.self).baseAddress
            return EVP_CipherInit_ex2(context, cipher, octets, nonce, encrypts ? 1 : 0, nil) == 1
        }
    }

    private func run(
        _ context: OpaquePointer?, associated: [UInt8], text: [UInt8], into result: inout [UInt8]
    ) -> Bool {
        var written: Int32 = 0
        // The end of a text in counter mode writes nothing; it wants an address all the same.
        var end = [UInt8](repeating: 0, count: Self.tagBytes)
        return EVP_CipherUpdate(context, nil, &written, associated, Int32(associated.count)) == 1
            && EVP_CipherUpdate(context, &result, &written, text, Int32(text.count)) == 1
            && EVP_CipherFinal_ex(context, &end, &written) == 1
    }
}
