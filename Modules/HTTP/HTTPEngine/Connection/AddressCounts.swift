import Threading

/// How many connections each client address holds, over all reactors.
final class AddressCounts: Sendable {
    private let limit: Int
    private let counts = Locked<[PeerAddress.Key: Int]>([:])

    init(limit: Int) { self.limit = limit }

    /// - Returns: `false` when the address holds its share already.
    func enter(_ key: PeerAddress.Key) -> Bool {
        counts.withLock { counts in
            let held = counts[key, default: 0]
            guard held < limit else { return false }
            counts[key] = held + 1
            return true
        }
    }

    func leave(_ key: PeerAddress.Key) {
        counts.withLock { counts in
            guard let held = counts[key] else { return }
            counts[key] = held > 1 ? held - 1 : nil
        }
    }
}
