import Cryptography

/// One value of `userPassword`.
enum StoredPassword {
    /// Whether the password is the one that the value stands for. `{SSHA}`, `{SHA}` and their kin of SHA-2 are hashes;
    /// a value without a scheme is the password itself, and one with a scheme unknown here matches nothing.
    static func matches(_ password: [UInt8], _ value: [UInt8]) -> Bool {
        guard value.first == UInt8(ascii: "{"), let end = value.firstIndex(of: UInt8(ascii: "}")) else {
            return ConstantTime.areEqual(password, value)
        }
        let scheme = String(decoding: value[1..<end], as: UTF8.self).uppercased()
        let rest = Array(value[(end + 1)...])
        if scheme == "CLEARTEXT" { return ConstantTime.areEqual(password, rest) }
        guard let (digest, isSalted) = schemes[scheme], let bytes = PaddedBase64.decode(rest)
        else { return false }
        let length = digest.digest([]).count
        guard bytes.count == length || isSalted && bytes.count > length else { return false }
        let computed = digest.digest(password + bytes.dropFirst(length))
        return ConstantTime.areEqual(computed, Array(bytes.prefix(length)))
    }

    private static let schemes: [String: (PasswordDigest, isSalted: Bool)] = [
        "SHA": (.sha1, false), "SSHA": (.sha1, true), "SHA256": (.sha256, false), "SSHA256": (.sha256, true),
        "SHA512": (.sha512, false), "SSHA512": (.sha512, true),
    ]
}
