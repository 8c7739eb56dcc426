package import FoundationEssentials

/// Makes keys that sign tokens. The half that signs leaves it sealed.
package protocol SigningKeyMaking: Sendable {
    /// - Throws: `limited` when too much is waiting to be signed or made.
    func make(_ algorithm: SigningAlgorithm, at moment: Date) async throws(ServiceError) -> SigningKey
}

/// The signing keys as the store has them, for whoever signs.
package protocol SigningKeyKeeping: Sendable {
    /// Moves whenever the keys may have changed, also by another process. Cheap enough for every request.
    func changeMarker() throws(ServiceError) -> ChangeMarker
    /// Every key whose tokens are good now, the current one first.
    func goodKeys() async throws(ServiceError) -> [SigningKey]
    /// Stores the key as the current one, unless there is one: of many who bring a first key, one is taken.
    /// - Returns: whether there is a current key now. `false` for a key that is sealed under a master key which is no
    ///   longer admitted: make another.
    func keepFirst(_ key: SigningKey) async throws(ServiceError) -> Bool
}

/// Codes over tokens that only this house reads, under keys that are not in the store (HMAC with SHA-512).
package protocol TokenCoding: Sendable {
    /// The key for what is made now.
    var currentKey: SealingKeyID { get }
    /// - Returns: 64 bytes; `nil` when the key is not, or no longer, one of the house's.
    func code(for bytes: [UInt8], under key: SealingKeyID) -> [UInt8]?
}
