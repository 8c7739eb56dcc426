import FoundationEssentials
import IdentityCore

/// Which proofs were refused lately and are on record, so that whoever keeps showing one writes no record each time.
actor RefusalMemory {
    private static let interval: TimeInterval = 60
    private static let capacity = 10_000

    private var noted: [TokenDigest: Date] = [:]

    /// - Returns: whether the refusal is to be put on record.
    func isNews(_ digest: TokenDigest, at moment: Date) -> Bool {
        if let last = noted[digest], moment.timeIntervalSince(last) < Self.interval { return false }
        if noted.count >= Self.capacity {
            noted = noted.filter { moment.timeIntervalSince($0.value) < Self.interval }
            if noted.count >= Self.capacity { noted.removeAll(keepingCapacity: true) }
        }
        noted[digest] = moment
        return true
    }
}
