import IdentityCore
import LDAPKit
import Threading

/// The pool, and what its last jobs say of the directory's health.
final class WatchedPool: Sendable {
    private let pool: LDAPPool
    private let source: SourceID
    private let last = Locked(SourceHealth.unknown)
    private let changed: @Sendable (SourceID, SourceHealth) -> Void

    init(_ pool: LDAPPool, of source: SourceID, changed: @escaping @Sendable (SourceID, SourceHealth) -> Void) {
        self.pool = pool
        self.source = source
        self.changed = changed
    }

    func run<Success: Sendable>(
        _ body: @escaping @Sendable (LDAPSeat) throws(LDAPFailure) -> Success
    ) async throws(LDAPFailure) -> Success {
        do throws(LDAPFailure) {
            let result = try await pool.run(body)
            note(.answering)
            return result
        } catch {
            if let failure = error.ofTheWhole { note(.failing(failure)) }
            throw error
        }
    }

    /// The pool looks for the directory by itself, and so knows sooner than the next job.
    var health: SourceHealth {
        let last = last.withLock { $0 }
        if let failure = pool.failure { return .failing(failure.source(at: .connect)) }
        if case .failing(let failure) = last, failure.kind == .unavailable { return .answering }
        return last
    }

    func close() { pool.close() }

    private func note(_ health: SourceHealth) {
        let isNews = last.withLock { last in
            defer { last = health }
            return !last.isLike(health)
        }
        if isNews { changed(source, health) }
    }
}

extension LDAPFailure {
    /// What anybody's question would have met.
    fileprivate var ofTheWhole: SourceFailure? {
        switch kind {
        case .saturated, .stopped, .tooMuch, .notSent: nil
        case .answer where step != .serviceBind: nil
        default: source(at: .connect)
        }
    }
}
