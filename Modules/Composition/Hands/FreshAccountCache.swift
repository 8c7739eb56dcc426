import IdentityCore
import Threading

/// Accounts and keys by token digest, good for one state of the store: the first look after any change empties it.
final class FreshAccountCache: AccountCaching {
    private struct Content: Sendable {
        var marker: ChangeMarker?
        var proven: [TokenDigest: Proven] = [:]
    }

    private let capacity: Int
    private let content = Locked(Content())

    /// - Parameter capacity: accounts kept at most; past it everything is forgotten, which costs one read each.
    init(capacity: Int = 10_000) { self.capacity = capacity }

    func proven(by digest: TokenDigest, asOf marker: ChangeMarker) -> Proven? {
        content.withLock { $0.marker == marker ? $0.proven[digest] : nil }
    }

    func remember(_ proven: Proven, for digest: TokenDigest, asOf marker: ChangeMarker) {
        content.withLock { content in
            if content.marker != marker || content.proven.count >= capacity {
                content.proven.removeAll(keepingCapacity: true)
                content.marker = marker
            }
            content.proven[digest] = proven
        }
    }
}
