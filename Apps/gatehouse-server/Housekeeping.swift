import Composition
import EventLog
import IdentityCore
import IdentityServices

/// What has to be done now and then: sessions whose time is over leave the database.
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
        do throws(ServiceError) {
            var removed = 0, last: Int
            repeat {
                last = try await house.sessions.pruneExpired(limit: Self.batch, as: Caller(.system))
                removed += last
            } while last == Self.batch
            if removed > 0 { house.log.info("sessions.pruned", .int("count", removed)) }
        } catch {
            house.log.warning("sessions.prune-failed", .string("cause", "\(error)"))
        }
    }
}
