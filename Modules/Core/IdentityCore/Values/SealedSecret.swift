package import FoundationEssentials

package enum SealingKeyKind {}
/// Names one key of the ring without telling anything of it.
package typealias SealingKeyID = Named<SealingKeyKind>

/// What a secret belongs to. Sealed for one binding, it opens for no other: neither another user's, nor under another
/// name, nor as another kind of secret.
package struct SealBinding: Hashable, Sendable {
    /// The words are part of what is sealed: a changed one makes everything under it void.
    package enum Purpose: String, Hashable, Sendable, CaseIterable {
        case userSecret = "user-secret"
        case connectionCredential = "connection-credential"
        case clientSecret = "client-secret"
        /// The half of a signing key that signs. Kept by the house, not by a user.
        case signingKey = "signing-key"
    }

    package let purpose: Purpose
    /// Whose it is; of what belongs to no user, the owner's own id under this name.
    package let user: UserID
    /// Byte for byte as the store keeps it: the name of the secret, the key of the connection.
    package let name: String

    package init(purpose: Purpose, user: UserID, name: String) {
        self.purpose = purpose
        self.user = user
        self.name = name
    }

    /// - Parameter key: the client's.
    package static func client(_ key: UUID) -> SealBinding {
        SealBinding(purpose: .clientSecret, user: UserID(key), name: "")
    }
}

extension SealBinding {
    /// In the place of the user: the nil UUID (RFC 9562 section 5.9), which is nobody's.
    private static let house = UserID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))

    package static func signingKey(_ id: SigningKeyID) -> SealBinding {
        SealBinding(purpose: .signingKey, user: house, name: id.rawValue)
    }
}

/// A secret as the store keeps it. Opens only with the key it names and for the binding it was sealed for. Its length
/// tells the length of the secret; prints nothing.
package struct SealedSecret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The key it is sealed under; a rotation looks for those that are not under the current one.
    package let key: SealingKeyID
    /// 12 bytes that no other secret under this key has.
    package let nonce: [UInt8]
    /// The hidden text, and 16 bytes that prove it.
    package let box: [UInt8]

    package init(key: SealingKeyID, nonce: [UInt8], box: [UInt8]) {
        self.key = key
        self.nonce = nonce
        self.box = box
    }

    package var description: String { "<sealed secret>" }
    package var debugDescription: String { "<sealed secret>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

// MARK: - As bytes

extension SealedSecret {
    private static let form: UInt8 = 1
    private static let nonceBytes = 12
    private static let tagBytes = 16

    /// One value for the store: the form, the key's name with its length, the nonce, the box.
    package var bytes: [UInt8] {
        let name = Array(key.rawValue.utf8)
        return [Self.form, UInt8(name.count)] + name + nonce + box
    }

    /// - Returns: `nil` for bytes that no sealing made.
    package init?(bytes: [UInt8]) {
        guard bytes.count >= 2, bytes[0] == Self.form else { return nil }
        let nameEnd = 2 + Int(bytes[1]), nonceEnd = nameEnd + Self.nonceBytes
        guard nameEnd > 2, bytes.count >= nonceEnd + Self.tagBytes,
            let name = String(validating: bytes[2..<nameEnd], as: UTF8.self)
        else { return nil }
        self.init(
            key: SealingKeyID(rawValue: name), nonce: Array(bytes[nameEnd..<nonceEnd]),
            box: Array(bytes[nonceEnd...]))
    }
}
