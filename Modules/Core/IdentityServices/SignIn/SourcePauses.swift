import FoundationEssentials
import IdentityCore

/// Keeps wrong passwords of one person from reaching the number at which the source itself would lock them out,
/// wherever they come from and however many at once (CVE-2025-31947).
actor SourcePauses {
    enum Admission: Hashable, Sendable {
        case admitted
        /// As many have failed as may be passed on.
        case paused
        /// Too many wait to be passed on.
        case crowded
    }

    private var tables: [SourceID: AttemptTable] = [:]

    /// Asks for one attempt; each admission is followed by exactly one `settle`. Waits while so many attempts of the
    /// person run that their failures could reach the limit.
    /// - Parameter limit: how many failures are passed on within the pause.
    func admit(_ person: String, to source: IdentitySource, limit: Int, at moment: Date) async -> Admission {
        while true {
            if Task.isCancelled { return .crowded }
            switch (tables[source.id] ?? newTable(of: source, limit)).state(of: person, at: moment) {
            case .closed: return .paused
            case .crowded: return .crowded
            case .open:
                tables[source.id, default: newTable(of: source, limit)].begin(person)
                return .admitted
            case .busy: await withCheckedContinuation { tables[source.id]?.wait(for: person, $0) }
            }
        }
    }

    /// A right password wipes the wrong ones before it.
    func settle(
        _ person: String, to source: SourceID, _ settlement: SignInThrottle.Settlement, at moment: Date
    ) {
        tables[source]?.end(person, settlement, forgives: true, at: moment)
    }

    private func newTable(of source: IdentitySource, _ limit: Int) -> AttemptTable {
        AttemptTable(limit: limit, window: TimeInterval(source.policy.failurePause))
    }
}
