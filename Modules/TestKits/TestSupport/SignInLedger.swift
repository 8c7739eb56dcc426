package import IdentityCore
import Threading

/// Remembers every outcome it is told.
package final class SignInLedger: ServiceObserver {
    private let told = Locked<[SignInOutcome]>([])

    package init() {}

    package var outcomes: [SignInOutcome] { told.withLock { $0 } }

    package func signIn(_ outcome: SignInOutcome) { told.withLock { $0.append(outcome) } }
}
