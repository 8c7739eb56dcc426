import COpenSSL

/// The hashes of `userPassword` (RFC 2307 section 5.3 and what OpenLDAP made of it).
enum PasswordDigest: Sendable {
    case sha1, sha256, sha512

    func digest(_ bytes: [UInt8]) -> [UInt8] {
        let kind =
            switch self {
            case .sha1: EVP_sha1()
            case .sha256: EVP_sha256()
            case .sha512: EVP_sha512()
            }
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE)), count: UInt32 = 0
        let result = EVP_Digest(bytes, bytes.count, &digest, &count, kind, nil)
        precondition(result == 1, "EVP_Digest failed")
        return Array(digest.prefix(Int(count)))
    }
}
