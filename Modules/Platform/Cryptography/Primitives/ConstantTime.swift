import COpenSSL

package enum ConstantTime {
    /// Whether the bytes are equal, in a time that depends on their number alone.
    package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}
