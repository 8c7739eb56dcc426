import Threading

/// What was done, for metrics and for tests that count.
package final class LDAPCounters: Sendable {
    package struct Values: Hashable, Sendable {
        /// Requests to the directory: binds, searches (each page), compares. Connecting and StartTLS are none.
        package var operations = 0
        /// Attempts, the failed ones included.
        package var connects = 0
        /// Jobs that were answered without asking the directory, because it is away or refuses the service.
        package var refusedAtOnce = 0
    }

    private let values = Locked(Values())

    package init() {}

    package var current: Values { values.withLock { $0 } }
    func countOperation() { values.withLock { $0.operations += 1 } }
    func countConnect() { values.withLock { $0.connects += 1 } }
    func countRefusal() { values.withLock { $0.refusedAtOnce += 1 } }
}
