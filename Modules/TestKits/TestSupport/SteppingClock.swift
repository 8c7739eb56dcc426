package import FoundationEssentials
import IdentityCore
import Threading

/// Shows the time it was set to, until somebody moves it on.
package final class SteppingClock: Clock {
    private let moment: Locked<Date>

    package init(_ start: Date = Date(timeIntervalSince1970: 1_800_000_000)) { moment = Locked(start) }

    package func now() -> Date { moment.withLock { $0 } }

    package func advance(by seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}
