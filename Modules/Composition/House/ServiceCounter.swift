import IdentityCore
import Metrics

/// Counts sign-ins by outcome, and what the syncs of each source come to.
struct ServiceCounter: ServiceObserver {
    private let signIns: [SignInOutcome: Counter]
    private let runs: MetricFamily<Counter>
    private let users: MetricFamily<Counter>

    init(_ metrics: MetricRegistry) {
        let family = metrics.counters(
            "gatehouse_sign_ins_total", help: "Sign-ins by outcome.", labels: ["outcome"])
        signIns = Dictionary(uniqueKeysWithValues: SignInOutcome.allCases.map { ($0, family[[$0.rawValue]]) })
        runs = metrics.counters(
            "gatehouse_sync_runs_total", help: "Runs of the sync by how they ended.", labels: ["source", "outcome"])
        users = metrics.counters(
            "gatehouse_sync_users_total", help: "What the sync did with users.", labels: ["source", "result"])
    }

    func signIn(_ outcome: SignInOutcome) { signIns[outcome]?.increment() }

    func synced(_ report: SyncReport) {
        let source = report.source.rawValue
        runs[[source, report.outcome.word.rawValue]].increment()
        // What a stopped run would have done was not done.
        if case .stoppedByGuard = report.outcome { return }
        for deed in SyncDeed.allCases { users[[source, deed.rawValue]].increment(by: UInt64(report[deed])) }
        users[[source, "conflict"]].increment(by: UInt64(report.conflictCount))
    }
}
