package import IdentityCore
import Threading

/// Remembers every outcome it is told.
package final class SignInLedger: ServiceObserver {
    private let told = Locked<[SignInOutcome]>([])
    private let runs = Locked<[SyncReport]>([])

    package init() {}

    package var outcomes: [SignInOutcome] { told.withLock { $0 } }

    package var syncs: [SyncReport] { runs.withLock { $0 } }

    package func signIn(_ outcome: SignInOutcome) { told.withLock { $0.append(outcome) } }
    package func synced(_ report: SyncReport) { runs.withLock { $0.append(report) } }
}
