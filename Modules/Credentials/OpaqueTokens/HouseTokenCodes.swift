import Cryptography
package import IdentityCore

/// HMAC-SHA-512 under keys derived from the master keys of the ring, over tokens that nobody else reads: the current one
/// for a new token, the one it names for one that is shown.
package struct HouseTokenCodes: TokenCoding {
    private let keys: any MasterKeySource

    package init(_ keys: any MasterKeySource) { self.keys = keys }

    package var currentKey: SealingKeyID { keys.latest().current.id }

    package func code(for bytes: [UInt8], under key: SealingKeyID) -> [UInt8]? {
        (keys.recent()[key] ?? keys.latest()[key])?.houseTokens.code(for: bytes)
    }
}
