package import FoundationEssentials

package protocol SigningKeyReading {
    func find(_ id: SigningKeyID) throws(ServiceError) -> SigningKey?
    /// The key that signs.
    func current() throws(ServiceError) -> SigningKey?
    /// All there are, the current one first, then those that verify longest. A rotation adds one.
    func list() throws(ServiceError) -> [SigningKey]
}

package protocol SigningKeyWriting {
    /// - Returns: `false`, with nothing stored, when it is sealed under a master key that is not admitted.
    /// - Throws: `alreadyExists(.signingKey, field:)` with `id`, or `current` when another key signs.
    func insert(_ key: SigningKey) throws(ServiceError) -> Bool
    /// Stores what may change of the key with that id.
    /// - Returns: as `insert` does.
    /// - Throws: `notFound(.signingKey)`.
    func replace(_ key: SigningKey) throws(ServiceError) -> Bool
}

package protocol RevokedTokenReading {
    func contains(_ id: UUID) throws(ServiceError) -> Bool
}

/// Tokens that are worth nothing before their time is over (RFC 7009).
package protocol RevokedTokenWriting {
    /// - Parameter end: when the token would have ended. Of two for the same token the later one counts.
    func insert(_ id: UUID, until end: Date) throws(ServiceError)
    /// Removes at most `limit` whose time ended before `moment`.
    /// - Returns: how many were removed.
    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int
}
