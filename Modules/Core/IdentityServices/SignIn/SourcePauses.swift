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

extension SourcePauses {
    static func key(externalID: String) -> String { "id \(externalID)" }
    static func key(login: String, using text: any TextNormalizing) -> String { "login \(text.comparisonKey(login))" }

    /// Passes one attempt on, unless that could lock the person out at the source.
    /// - Parameter body: tells beside its answer how the attempt counts.
    /// - Returns: `nil` when it was not passed on.
    nonisolated func passOn<Answer: Sendable>(
        _ person: String, to source: IdentitySource, limit: Int, by clock: any Clock,
        _ body: () async throws(ServiceError) -> (Answer, SignInThrottle.Settlement)
    ) async throws(ServiceError) -> Answer? {
        switch await admit(person, to: source, limit: limit, at: clock.now()) {
        case .paused: return nil
        case .crowded: throw .limited(retryAfterSeconds: 1)
        case .admitted: break
        }
        let result: Result<(Answer, SignInThrottle.Settlement), ServiceError>
        do throws(ServiceError) { result = .success(try await body()) } catch { result = .failure(error) }
        let settlement = (try? result.get())?.1 ?? .undecided
        await settle(person, to: source.id, settlement, at: clock.now())
        return try result.get().0
    }
}

extension AuthenticationOutcome {
    /// How an attempt counts that was answered so.
    var settlement: SignInThrottle.Settlement {
        switch self {
        case .verified: .succeeded
        case .rejected(let refusal): refusal.isGuess ? .failed : .undecided
        case .unknownSubject, .failed: .undecided
        }
    }
}
