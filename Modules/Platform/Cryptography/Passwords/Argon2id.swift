import CArgon2

/// Argon2id, version 1.3 (RFC 9106).
package enum Argon2id {
    /// The library refused, in practice for want of memory.
    package struct Failure: Error, Sendable {
        package let code: Int32
    }

    /// What one computation costs. The library's own limits apply: at least one pass and one lane, at least 8 KiB for
    /// each lane.
    package struct Cost: Hashable, Sendable {
        package var memoryKiB: Int
        package var passes: Int
        package var lanes: Int

        package init(memoryKiB: Int, passes: Int, lanes: Int) {
            self.memoryKiB = memoryKiB
            self.passes = passes
            self.lanes = lanes
        }
    }

    /// Blocks for as long as the cost says.
    /// - Parameters:
    ///   - salt: at least 8 bytes.
    ///   - length: of the tag, at least 4 bytes.
    package static func tag(
        of password: borrowing PasswordBytes, salt: [UInt8], cost: Cost, length: Int
    ) throws(Failure) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: length)
        let code = password.withBytes { bytes, count in
            argon2id_hash_raw(
                UInt32(cost.passes), UInt32(cost.memoryKiB), UInt32(cost.lanes), bytes, count, salt, salt.count,
                &tag, length)
        }
        guard code == ARGON2_OK.rawValue else { throw Failure(code: code) }
        return tag
    }
}
