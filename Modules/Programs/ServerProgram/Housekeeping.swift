import Composition
import EventLog
import IdentityCore
import IdentityServices

/// What has to be done now and then: sessions, revoked tokens and codes whose time is over leave the database.
struct Housekeeping: Sendable {
    private static let interval = Duration.seconds(60)
    private static let batch = 1_000

    private let house: House

    init(_ house: House) { self.house = house }

    /// Runs until it is cancelled. A failure is logged and tried again at the next turn.
    func run() async {
        while !Task.isCancelled {
            await prune()
            do { try await Task.sleep(for: Self.interval) } catch { return }
        }
    }

    private func prune() async {
        await prune(done: "sessions.pruned", failed: "sessions.prune-failed") { limit throws(ServiceError) in
            try await house.sessions.pruneExpired(limit: limit, as: Caller(.system))
        }
        await prune(done: "revoked-tokens.pruned", failed: "revoked-tokens.prune-failed") {
            limit throws(ServiceError) in
            try await house.sessions.pruneRevokedTokens(limit: limit, as: Caller(.system))
        }
        await prune(done: "codes.pruned", failed: "codes.prune-failed") { limit throws(ServiceError) in
            try await house.passwordResets.pruneExpired(limit: limit, as: Caller(.system))
        }
        await prune(done: "grants.pruned", failed: "grants.prune-failed") { limit throws(ServiceError) in
            try await house.tokens.pruneExpired(limit: limit, as: Caller(.system))
        }
    }

    private func prune(
        done: StaticString, failed: StaticString, _ batch: (Int) async throws(ServiceError) -> Int
    ) async {
        do throws(ServiceError) {
            var removed = 0, last: Int
            repeat {
                last = try await batch(Self.batch)
                removed += last
            } while last == Self.batch
            if removed > 0 { house.log.info(done, .int("count", removed)) }
        } catch {
            house.log.warning(failed, .string("cause", "\(error)"))
        }
    }
}
