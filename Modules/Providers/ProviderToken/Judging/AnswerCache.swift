import FoundationEssentials
import IdentityCore
import OutsideTokens
import Threading

/// What was found out of tokens, so that a change of the store costs no look at a signature and no question.
final class AnswerCache: Sendable {
    struct Entry: Sendable {
        let outcome: Result<ExternalIdentity, TokenSetback>
        let endsAt: Date?
        let goodUntil: Date
        let generation: Int
    }

    private static let capacity = 10_000
    private let entries = Locked<[TokenDigest: Entry]>([:])

    func find(_ digest: TokenDigest) -> Entry? { entries.withLock { $0[digest] } }

    func keep(_ entry: Entry, for digest: TokenDigest, at now: Date) {
        entries.withLock { entries in
            if entries.count >= Self.capacity {
                entries = entries.filter { $0.value.endsAt ?? $0.value.goodUntil > now }
                if entries.count >= Self.capacity { entries.removeAll(keepingCapacity: true) }
            }
            entries[digest] = entry
        }
    }
}
