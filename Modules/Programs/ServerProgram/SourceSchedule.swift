import Composition
import EventLog
import FoundationEssentials
import IdentityCore
import IdentityServices

/// Brings in the people of one source that has an interval: at the start, and then again and again.
struct SourceSchedule: Sendable {
    private let house: House
    private let source: SourceID
    private let interval: Duration

    /// One for each source that has an interval, so that none waits for another.
    static func all(of house: House) -> [SourceSchedule] {
        house.sources.filter { $0.directory != nil }.compactMap { source in
            source.policy.syncInterval.map {
                SourceSchedule(house: house, source: source.id, interval: .seconds(60 * $0))
            }
        }
    }

    /// Runs until it is cancelled; a sync under way then ends with the page that it is writing. A source that fails is
    /// tried again at its next turn.
    func run() async {
        while !Task.isCancelled {
            do throws(ServiceError) {
                note(try await house.sync.run(SyncRequest(of: source), as: Caller(.system)))
            } catch {
                house.log.warning(
                    "source.sync-failed", .string("source", source.rawValue), .string("cause", "\(error)"))
            }
            do { try await Task.sleep(for: interval) } catch { return }
        }
    }

    private func note(_ report: SyncReport) {
        let source = EventField.string("source", report.source.rawValue)
        switch report.outcome {
        case .done, .interrupted:
            house.log.info(
                "source.synced", source, .string("outcome", report.outcome.word.rawValue), .int("read", report.read),
                .int("created", report[.created]), .int("refreshed", report[.refreshed]),
                .int("unchanged", report[.unchanged]), .int("withdrawn", report[.withdrawn]),
                .int("returned", report[.returned]), .int("deleted", report[.deleted]),
                .int("conflicts", report.conflictCount), .int("defects", report.defectCount),
                .milliseconds("duration", report.endedAt.timeIntervalSince(report.startedAt) * 1_000))
        case .stoppedByGuard(let share):
            house.log.warning(
                "source.sync-stopped", source, .int("percent", Int((share * 100).rounded())),
                .int("users", report[.withdrawn] + report[.deleted]),
                .string("advice", "look at a dry run, and confirm the removals if they are right"))
        case .failed(let failure):
            house.log.warning(
                "source.sync-failed", source, .string("kind", failure.kind.rawValue),
                .string("step", failure.step.rawValue), .string("cause", failure.words))
        }
    }
}
