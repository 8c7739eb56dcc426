import COpenSSL

/// A key as OpenSSL holds it.
// @unchecked: OpenSSL counts references and locks inside; nothing is changed after `init`.
final class KeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { EVP_PKEY_free(pointer) }

    var kind: SignatureKind? {
        if EVP_PKEY_is_a(pointer, "RSA") == 1 { return .rsaSHA256 }
        if EVP_PKEY_is_a(pointer, "ED25519") == 1 { return .ed25519 }
        var name = [CChar](repeating: 0, count: 64), length = 0
        guard EVP_PKEY_is_a(pointer, "EC") == 1,
            EVP_PKEY_get_group_name(pointer, &name, name.count, &length) == 1,
            name.prefix(length).elementsEqual("prime256v1".utf8.map { CChar(bitPattern: $0) })
        else { return nil }
        return .ecdsaP256SHA256
    }

    /// A number of the key, the highest byte first.
    /// - Parameter length: in bytes, with zeros in front; as short as can be when left out.
    func number(_ name: String, length: Int? = nil) -> [UInt8] {
        var number: OpaquePointer?
        precondition(EVP_PKEY_get_bn_param(pointer, name, &number) == 1, "The key has no \(name)")
        defer { BN_free(number) }
        return number.map { BigNumber.bytes($0, length: length) } ?? []
    }
}

enum BigNumber {
    /// The highest byte first.
    static func bytes(_ number: OpaquePointer, length: Int? = nil) -> [UInt8] {
        let count = length ?? Int(BN_num_bits(number) + 7) / 8
        var bytes = [UInt8](repeating: 0, count: count)
        precondition(BN_bn2binpad(number, &bytes, Int32(count)) == Int32(count), "The number is too long")
        return bytes
    }
}
