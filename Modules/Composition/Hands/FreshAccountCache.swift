import IdentityCore
import Threading

/// Accounts by token digest, good for one state of the store: the first look after any change empties it.
final class FreshAccountCache: AccountCaching {
    private struct Content: Sendable {
        var marker: ChangeMarker?
        var accounts: [TokenDigest: SignedInAccount] = [:]
    }

    private let capacity: Int
    private let content = Locked(Content())

    /// - Parameter capacity: accounts kept at most; past it everything is forgotten, which costs one read each.
    init(capacity: Int = 10_000) { self.capacity = capacity }

    func account(for digest: TokenDigest, asOf marker: ChangeMarker) -> SignedInAccount? {
        content.withLock { $0.marker == marker ? $0.accounts[digest] : nil }
    }

    func remember(_ account: SignedInAccount, for digest: TokenDigest, asOf marker: ChangeMarker) {
        content.withLock { content in
            if content.marker != marker || content.accounts.count >= capacity {
                content.accounts.removeAll(keepingCapacity: true)
                content.marker = marker
            }
            content.accounts[digest] = account
        }
    }
}
