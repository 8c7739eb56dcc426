import Dispatch
import Threading

/// Remembers that the directory is away, so that nobody waits for it, and looks by itself for its return.
final class CircuitBreaker: Sendable {
    private struct State: Sendable {
        var failure: LDAPFailure?
        var isProbing = false
        var isStopped = false
    }

    private let state = Locked(State())
    private let stop = DispatchSemaphore(value: 0)
    private let connector: LDAPConnector
    /// Between two looks.
    private static let pause = DispatchTimeInterval.milliseconds(500)

    init(_ connector: LDAPConnector) { self.connector = connector }

    /// Why the directory is taken for away; `nil` when it is not.
    var failure: LDAPFailure? { state.withLock { $0.failure } }

    func trip(_ failure: LDAPFailure) {
        let begins = state.withLock { state in
            guard !state.isStopped else { return false }
            state.failure = failure
            defer { state.isProbing = true }
            return !state.isProbing
        }
        // A thread of its own, and only as long as the directory is away.
        if begins { NamedThread.start("ldap-probe") { [self] in probe() } }
    }

    private func probe() {
        while true {
            var found: LDAPFailure?
            do throws(LDAPFailure) { try connector.probe() } catch { found = error }
            let goesOn = state.withLock { state in
                state.failure = found
                state.isProbing = found != nil && !state.isStopped
                return state.isProbing
            }
            guard goesOn, stop.wait(timeout: .now() + Self.pause) == .timedOut else { return }
        }
    }

    func close() {
        state.withLock { $0.isStopped = true }
        stop.signal()
    }
}
