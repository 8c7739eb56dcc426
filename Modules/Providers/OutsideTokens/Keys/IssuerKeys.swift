package import FoundationEssentials
package import IdentityCore
package import JOSE

/// When an issuer is asked for its keys. Seconds.
package struct KeyTimes: Hashable, Sendable {
    /// From this age on they are fetched anew, beside the use that notices.
    package var refresh: TimeInterval = 900
    /// From this age on they are good for nothing.
    package var keep: TimeInterval = 86_400
    /// Between two attempts, whatever the reason: a key that nobody knows, or a failure.
    package var interval: TimeInterval = 30

    package init() {}
}

/// An issuer's keys between two fetches.
///
/// A key that is no longer in the set is gone with the next fetch. One that nobody knows makes one fetch in each interval,
/// so that tokens with made-up names of keys can't make this server ask the issuer as often as they like.
package actor IssuerKeys {
    private let fetching: KeyFetching
    private let times: KeyTimes
    private let noted: @Sendable (SourceHealth) -> Void
    private var set: JWKSet?
    private var fetchedAt: Date?
    private var lastAttempt: Date?
    private var lastSetback: TokenSetback?
    private var running: Task<Void, Never>?
    /// Moves on with each set: what was decided with an older one is decided anew.
    private var generation = 0

    /// - Parameter noted: told how each fetch went. Must return at once.
    package init(_ fetching: KeyFetching, _ times: KeyTimes, noted: @escaping @Sendable (SourceHealth) -> Void) {
        self.fetching = fetching
        self.times = times
        self.noted = noted
        if case .pinned(let keys) = fetching.origin { set = keys }
    }

    /// Which set is good at the moment, fetched if there is none.
    package func generation(at now: Date) async throws(TokenSetback) -> Int {
        try await ensure(at: now)
        return generation
    }

    /// - Throws: `refused` for a key that the issuer does not have.
    package func key(
        for header: JWS.Header, at now: Date
    ) async throws(TokenSetback) -> (key: VerificationKey, generation: Int) {
        try await ensure(at: now)
        if let key = set?.key(for: header) { return (key, generation) }
        if !isPinned, mayAsk(at: now) || running != nil {
            await load(at: now)
            if let key = set?.key(for: header) { return (key, generation) }
        }
        throw TokenJudge.unknownKey
    }

    private var isPinned: Bool { if case .pinned = fetching.origin { true } else { false } }

    private func ensure(at now: Date) async throws(TokenSetback) {
        guard !isPinned else { return }
        if let age = age(at: now), age < times.keep {
            if age >= times.refresh, mayAsk(at: now) { begin(at: now) }
            return
        }
        if mayAsk(at: now) || running != nil { await load(at: now) }
        if let age = age(at: now), age < times.keep { return }
        throw lastSetback ?? TokenSetback(.failed(.unavailable), at: .keys, "The issuer's keys are not here yet.")
    }

    /// A clock that was set back makes keys old, not young.
    private func age(at now: Date) -> TimeInterval? { fetchedAt.map { abs(now.timeIntervalSince($0)) } }

    private func mayAsk(at now: Date) -> Bool {
        lastAttempt.map { abs(now.timeIntervalSince($0)) >= times.interval } ?? true
    }

    private func load(at now: Date) async { await begin(at: now).value }

    @discardableResult
    private func begin(at now: Date) -> Task<Void, Never> {
        if let running { return running }
        lastAttempt = now
        let task = Task { await fetch(at: now) }
        running = task
        return task
    }

    private func fetch(at now: Date) async {
        var walk = TokenWalk()
        do throws(TokenSetback) {
            set = try await fetching.fetch(&walk)
            fetchedAt = now
            generation += 1
            lastSetback = nil
            noted(.answering)
        } catch {
            lastSetback = error
            if let failure = error.failure { noted(.failing(failure)) }
        }
        running = nil
    }
}
