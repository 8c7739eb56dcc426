import COpenSSL

/// The two forms of an ECDSA signature on P-256: both numbers one behind the other, as in a token (RFC 7518 section
/// 3.4), and the sequence that OpenSSL reads and writes (RFC 3279 section 2.2.3).
enum ECDSASignature {
    /// Of one number or coordinate.
    static let numberBytes = 32

    /// - Returns: `nil` for another length, and when a number is zero: a signature of zeros would be good for every
    ///   message with a library that forgets to look (CVE-2022-21449).
    static func encoded(_ numbers: [UInt8]) -> [UInt8]? {
        guard numbers.count == 2 * numberBytes else { return nil }
        let r = numbers[..<numberBytes], s = numbers[numberBytes...]
        guard r.contains(where: { $0 != 0 }), s.contains(where: { $0 != 0 }) else { return nil }
        let signature = ECDSA_SIG_new()
        defer { ECDSA_SIG_free(signature) }
        // The signature takes the numbers over.
        guard ECDSA_SIG_set0(signature, number(r), number(s)) == 1 else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(max(i2d_ECDSA_SIG(signature, nil), 0)))
        bytes.withUnsafeMutableBufferPointer { bytes in
            var next = bytes.baseAddress
            precondition(i2d_ECDSA_SIG(signature, &next) == Int32(bytes.count), "i2d_ECDSA_SIG failed")
        }
        return bytes
    }

    /// - Parameter sequence: by OpenSSL itself.
    static func numbers(_ sequence: [UInt8]) -> [UInt8] {
        let signature = sequence.withUnsafeBufferPointer { bytes in
            var next = bytes.baseAddress
            return d2i_ECDSA_SIG(nil, &next, bytes.count)
        }
        defer { ECDSA_SIG_free(signature) }
        guard let r = ECDSA_SIG_get0_r(signature), let s = ECDSA_SIG_get0_s(signature) else {
            fatalError("OpenSSL made no signature")
        }
        return BigNumber.bytes(r, length: numberBytes) + BigNumber.bytes(s, length: numberBytes)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> OpaquePointer? {
        Array(bytes).withUnsafeBufferPointer { BN_bin2bn($0.baseAddress, Int32($0.count), nil) }
    }
}
