package import EventLog
import FoundationEssentials
package import IdentityCore
package import OpaqueTokens
import Threading

/// The ring of a house that is open, which follows its file: a look costs one `stat`, and the file is read only when it
/// has changed. A file that can't be used changes nothing; it is in the log, once.
package final class WatchedMasterKeys: MasterKeySource {
    /// Seconds between two looks while nobody asks for the latest.
    private static let freshness = 1.0

    private struct Content: Sendable {
        var ring: MasterKeyRing
        var stamp: FileStamp?
        var lookedAt: Date
    }

    private let file: MasterKeyFile
    private let clock: any Clock
    private let log: EventLog
    private let content: Locked<Content>

    package init(_ file: MasterKeyFile, clock: any Clock, log: EventLog) throws(StartProblem) {
        self.file = file
        self.clock = clock
        self.log = log
        // Before the reading: a change in between is then seen at the next look.
        let stamp = file.stamp
        content = Locked(Content(ring: try file.load(), stamp: stamp, lookedAt: clock.now()))
    }

    package func recent() -> MasterKeyRing {
        let now = clock.now()
        let (ring, isDue) = content.withLock { content in
            // Also when the clock was set back.
            let isDue = abs(now.timeIntervalSince(content.lookedAt)) >= Self.freshness
            if isDue { content.lookedAt = now }
            return (content.ring, isDue)
        }
        return isDue ? latest() : ring
    }

    package func latest() -> MasterKeyRing {
        let stamp = file.stamp
        let (ring, known) = content.withLock { ($0.ring, $0.stamp) }
        guard stamp != known else { return ring }
        do throws(StartProblem) {
            let read = try file.load()
            // Ring and stamp go in together: a slower thread with an older pair is corrected by the next look.
            content.withLock { content in
                content.ring = read
                content.stamp = stamp
            }
            log.info(
                "master-key.read", .string("current", read.current.id.rawValue), .int("keys", read.keys.count))
            return read
        } catch {
            content.withLock { $0.stamp = stamp }
            log.error("master-key.unusable", .string("cause", error.sentence))
            return ring
        }
    }
}
