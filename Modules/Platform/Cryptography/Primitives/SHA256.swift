import COpenSSL

package enum SHA256 {
    /// 32 bytes (FIPS 180-4).
    package static func digest(_ message: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        let result = EVP_Digest(message, message.count, &digest, nil, EVP_sha256(), nil)
        precondition(result == 1, "EVP_Digest failed")
        return digest
    }
}
