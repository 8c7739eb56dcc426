import Cryptography
import FoundationEssentials
import IdentityCore
import JOSE

/// The signing keys as they are in use, read once for each state of the store.
struct KeyRing: Sendable {
    struct Entry: Sendable {
        let key: SigningKey
        let publicKey: PublicKey
        let verification: VerificationKey
    }

    /// The current one first.
    let entries: [Entry]

    /// - Parameters:
    ///   - keys: one whose public half can't be read is left out.
    ///   - earlier: what it has read already is taken over.
    init(_ keys: [SigningKey], after earlier: KeyRing? = nil) {
        entries = keys.compactMap { key in
            if let known = earlier?[key.id], known.key.publicKey == key.publicKey {
                return Entry(key: key, publicKey: known.publicKey, verification: known.verification)
            }
            guard let publicKey = PublicKey(der: key.publicKey) else { return nil }
            return Entry(
                key: key, publicKey: publicKey, verification: VerificationKey(id: key.id.rawValue, publicKey))
        }
    }

    var current: SigningKey? { entries.first { $0.key.verifiesUntil == nil }?.key }

    subscript(id: SigningKeyID) -> Entry? { entries.first { $0.key.id == id } }
}
