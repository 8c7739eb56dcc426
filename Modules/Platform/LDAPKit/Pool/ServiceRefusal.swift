import Threading

/// Remembers that the directory has refused the service's sign-in, so that the jobs of a busy pool do not lock the
/// service's account with one password that is wrong.
final class ServiceRefusal: Sendable {
    private struct State: Sendable {
        var failure: LDAPFailure?
        /// Of the pause.
        var end: ContinuousClock.Instant
    }

    private let state: Locked<State>
    private let pause: Duration
    private let counters: LDAPCounters

    init(pause: Duration, _ counters: LDAPCounters) {
        self.pause = pause
        self.counters = counters
        state = Locked(State(failure: nil, end: .now))
    }

    /// Throws what the last sign-in met while the pause is on. When it is over, one job tries again; for the others it
    /// goes on meanwhile.
    func refuseDuringPause() throws(LDAPFailure) {
        let now = ContinuousClock.now
        let failure = state.withLock { state -> LDAPFailure? in
            guard state.failure != nil, now >= state.end else { return state.failure }
            state.end = now + pause
            return nil
        }
        guard let failure else { return }
        counters.countRefusal()
        throw failure
    }

    func note(_ failure: LDAPFailure) {
        let end = ContinuousClock.now + pause
        state.withLock { $0 = State(failure: failure, end: end) }
    }

    func clear() { state.withLock { $0.failure = nil } }
}
