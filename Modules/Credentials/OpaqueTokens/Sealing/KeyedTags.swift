import Cryptography
import IdentityCore

/// Short proofs that bytes were handed out here and came back as they were, for page cursors and the like. What is
/// tagged stays readable: put nothing secret into it. Made under the current master key, recognised under every one of
/// the ring.
package struct KeyedTags: MessageTagging {
    /// 128 bits: too many to guess, few enough for a URL.
    package static let byteCount = 16

    private let keys: any MasterKeySource

    package init(keys: any MasterKeySource) { self.keys = keys }

    /// - Parameter purpose: what the bytes are for; a tag of one purpose is worth nothing for another.
    package func tag(for bytes: [UInt8], purpose: String) -> [UInt8] {
        Self.tag(for: bytes, purpose: purpose, under: keys.recent().current)
    }

    /// Compares in constant time.
    package func verify(_ tag: [UInt8], for bytes: [UInt8], purpose: String) -> Bool {
        keys.recent().keys.contains { key in
            ConstantTime.areEqual(tag, Self.tag(for: bytes, purpose: purpose, under: key))
        }
    }

    private static func tag(for bytes: [UInt8], purpose: String, under key: MasterKey) -> [UInt8] {
        // A NUL ends the purpose, so that no part of it can pass for content or the other way round.
        precondition(!purpose.utf8.contains(0), "A purpose has no NUL")
        return Array(key.tags.code(for: Array(purpose.utf8) + [0] + bytes).prefix(byteCount))
    }
}
