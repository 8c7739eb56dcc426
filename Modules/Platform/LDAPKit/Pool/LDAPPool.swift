package import Threading

/// A bounded number of connections to one directory, for everybody. A directory that is away is answered at once, and
/// found again by itself.
package final class LDAPPool: Sendable {
    /// @unchecked: a seat is in the list of free ones or with one job, never both.
    private struct FreeSeat: @unchecked Sendable { let seat: LDAPSeat }

    package let settings: LDAPSettings
    package let counters = LDAPCounters()
    private let limits: LDAPPoolSettings
    private let threads: BlockingPool
    private let breaker: CircuitBreaker
    private let connector: LDAPConnector
    private let identity: LDAPServiceIdentity
    private let refusal: ServiceRefusal
    /// `nil` once the pool is closed.
    private let free = Locked<[FreeSeat]?>([])

    /// Opens nothing: threads and connections come with the jobs.
    package init(
        _ settings: LDAPSettings, as identity: LDAPServiceIdentity, limits: LDAPPoolSettings = LDAPPoolSettings(),
        name: String = "ldap"
    ) {
        self.settings = settings
        self.limits = limits
        self.identity = identity
        refusal = ServiceRefusal(pause: limits.refusalPause, counters)
        connector = LDAPConnector(settings, counters)
        breaker = CircuitBreaker(connector)
        threads = BlockingPool(name: name, threads: limits.seats, queueLimit: limits.queueLimit)
    }

    deinit { close() }

    package var load: BlockingPool.Load { threads.load }
    /// Why the directory is taken for away at the moment; `nil` when it is not.
    package var failure: LDAPFailure? { breaker.failure }

    /// Runs `body` on a thread of the pool, with a seat for the length of the call. Throws what `body` throws, the
    /// failure by which the directory was found to be away, `saturated` or `stopped`.
    package func run<Success: Sendable>(
        _ body: @escaping @Sendable (LDAPSeat) throws(LDAPFailure) -> Success
    ) async throws(LDAPFailure) -> Success {
        try refuseWhileAway()
        let limit = ContinuousClock.now + limits.acquireTimeout
        let outcome: Result<Success, LDAPFailure>
        do {
            outcome = try await threads.run { [self] in
                do throws(LDAPFailure) { return .success(try job(before: limit, body)) } catch {
                    return .failure(error)
                }
            }
        } catch is BlockingPool.Saturated {
            throw LDAPFailure(.saturated, during: .queue, diagnostic: "too many wait for the directory")
        } catch {
            throw LDAPFailure(.stopped, during: .queue)
        }
        return try outcome.get()
    }

    private func refuseWhileAway() throws(LDAPFailure) {
        guard let failure = breaker.failure else { return }
        counters.countRefusal()
        throw failure
    }

    private func job<Success>(
        before limit: ContinuousClock.Instant, _ body: (LDAPSeat) throws(LDAPFailure) -> Success
    ) throws(LDAPFailure) -> Success {
        guard ContinuousClock.now < limit else {
            throw LDAPFailure(.saturated, during: .queue, diagnostic: "waited too long for a connection")
        }
        try refuseWhileAway()
        let seat =
            free.withLock { $0?.popLast() }?.seat
            ?? LDAPSeat(connector, identity, refusal, idleLimit: limits.idleLimit)
        defer { giveBack(seat) }
        do throws(LDAPFailure) { return try body(seat) } catch {
            if error.isOfTheServer { breaker.trip(error) }
            throw error
        }
    }

    private func giveBack(_ seat: LDAPSeat) {
        seat.endJob()
        let kept = FreeSeat(seat: seat)
        free.withLock { $0?.append(kept) }
    }

    /// Refuses new jobs, lets the waiting ones run, and closes the connections.
    package func close() {
        threads.close()
        breaker.close()
        // The farewells are said when the list is let go, outside the lock.
        _ = free.withLock { free in
            defer { free = nil }
            return free
        }
    }
}

extension LDAPFailure {
    /// The next one would meet the same.
    fileprivate var isOfTheServer: Bool {
        switch kind {
        case .resolve, .refused, .unreachable, .timedOut, .tls, .protocolBroken: true
        case .answer, .tooMuch, .notSent, .saturated, .stopped: false
        }
    }
}
