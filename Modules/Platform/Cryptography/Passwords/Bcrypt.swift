import CCrypt
import COpenSSL

/// bcrypt by libxcrypt, for hashes that come from elsewhere.
package enum Bcrypt {
    /// bcrypt reads no further.
    package static let maximumPasswordBytes = 72

    /// Whether the password gives the hash, a text such as `$2b$12$…`. Blocks for as long as the cost in it says.
    ///
    /// Never true for a password that bcrypt would cut: one with more than 72 bytes or with a NUL.
    package static func matches(_ password: borrowing PasswordBytes, hash: String) -> Bool {
        guard password.count <= maximumPasswordBytes, !password.containsNUL else { return false }
        // Unsafe: the library's work area holds traces of the password, so it is ours to wipe.
        let area = UnsafeMutableRawBufferPointer.allocate(byteCount: MemoryLayout<crypt_data>.size, alignment: 64)
        area.initializeMemory(as: UInt8.self, repeating: 0)
        defer {
            OPENSSL_cleanse(area.baseAddress, area.count)
            area.deallocate()
        }
        return password.withBytes { bytes, _ in
            guard let computed = crypt_rn(bytes, hash, area.baseAddress, Int32(area.count)) else { return false }
            return ConstantTime.areEqual(Array(String(cString: computed).utf8), Array(hash.utf8))
        }
    }
}
