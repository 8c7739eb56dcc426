import IdentityCore
import Threading

/// Claims of tokens whose signature was good, by the token's digest, so that it is checked once. Only good ones are kept:
/// who sends rubbish pushes nothing out.
final class VerifiedTokens: Sendable {
    struct Entry: Sendable {
        let claims: TokenClaims
        /// Has to be in the ring still.
        let key: SigningKeyID
    }

    private let capacity: Int
    private let entries = Locked<[TokenDigest: Entry]>([:])

    /// - Parameter capacity: past it everything is forgotten, which costs one check each.
    init(capacity: Int = 10_000) { self.capacity = capacity }

    func entry(for digest: TokenDigest) -> Entry? { entries.withLock { $0[digest] } }

    func remember(_ entry: Entry, for digest: TokenDigest) {
        entries.withLock { entries in
            if entries.count >= capacity { entries.removeAll(keepingCapacity: true) }
            entries[digest] = entry
        }
    }
}
