package import FoundationEssentials
package import IdentityCore

extension AccessKeyService {
    /// The longest time for which a rotated key's old token stays good: 30 days.
    package static let maximumOverlap: TimeInterval = 30 * 86_400

    /// Gives the key a new token. The old one stays good for `overlap` seconds, so that programs can be moved over; the
    /// one before that ends at once. Whoever rotates holds the token from then on: with somebody else's key it gets at
    /// neither keys nor secrets of the owner. When that is another than before, the old token ends at once whatever the
    /// overlap: it would pass for the new holder's.
    /// - Throws: as `create` does.
    package func rotate(
        _ id: AccessKeyID, overlap: TimeInterval = 0, as caller: Caller
    ) async throws(ServiceError) -> IssuedKey {
        try requireAnyRight(caller)
        guard (0...Self.maximumOverlap).contains(overlap) else {
            throw .invalidInput([FieldProblem("overlap", .outOfRange, "An overlap lasts at most 30 days.")])
        }
        let now = hands.clock.now()
        let (token, prefix, digest) = keys.mint()
        return try await storage.write { store in
            let current = try current(caller, in: store, at: now)
            var key = try require(id, in: store, as: current)
            try requireDominance(over: key, in: store, as: current)
            try requireShorterLife(key, as: current)
            if case .user(let owner) = key.owner { try requireUnlocked(store.users.require(.id(owner))) }
            let holder = current.holder
            key.previous =
                overlap > 0 && holder == key.createdBy
                ? .init(digest: key.digest, goodUntil: now.addingTimeInterval(overlap)) : nil
            key.digest = digest
            key.prefix = prefix
            key.createdBy = holder
            try store.accessKeyWrites.replace(key)
            try store.auditWrites.append(current.entry(.keyRotated, on: .key(key), at: now, in: key.organization))
            return IssuedKey(token: token, key: key)
        }
    }

    /// Ends the key: the very next request with it is refused.
    package func delete(_ id: AccessKeyID, as caller: Caller) async throws(ServiceError) {
        try requireAnyRight(caller)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try current(caller, in: store, at: now)
            let key = try require(id, in: store, as: current)
            try requireDominance(over: key, in: store, as: current)
            try store.accessKeyWrites.remove(id)
            try store.auditWrites.append(current.entry(.keyDeleted, on: .key(key), at: now, in: key.organization))
        }
    }
}
