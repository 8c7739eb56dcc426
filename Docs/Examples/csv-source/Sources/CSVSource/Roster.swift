import IdentityCore
import Synchronization

/// The file, read anew whenever it is another one.
final class Roster: SourceUpkeep {
    /// What is parsed where it is asked stays small; more people than fit belong into a database.
    static let maximumBytes = 4 << 20

    private struct State {
        var stamp: OpenFile.Stamp?
        var last: Result<RosterContents, SourceFailure>?
        var health = SourceHealth.unknown
    }

    let path: String
    private let reading: RosterReading
    private let healthChanged: @Sendable (SourceHealth) -> Void
    private let state = Mutex(State())

    init(path: String, reading: RosterReading, healthChanged: @escaping @Sendable (SourceHealth) -> Void) {
        self.path = path
        self.reading = reading
        self.healthChanged = healthChanged
    }

    var health: SourceHealth { state.withLock { $0.health } }

    func close() async {}

    /// - Throws: `unavailable` when there is no file to be read, `misconfigured` when it is not such a file.
    func contents() throws(SourceFailure) -> RosterContents {
        guard let file = OpenFile(path) else {
            note(.failure(unavailable("can't be read")), nil)
            throw unavailable("can't be read")
        }
        // A file that is no good is not parsed again either, as long as it is the same.
        if let known = state.withLock({ $0.stamp == file.stamp ? $0.last : nil }) { return try known.get() }
        let result = Result { () throws(SourceFailure) in try read(file) }
        note(result, file.stamp)
        return try result.get()
    }

    private func read(_ file: borrowing OpenFile) throws(SourceFailure) -> RosterContents {
        guard file.stamp.size <= Self.maximumBytes else {
            throw SourceFailure(.misconfigured, at: .configuration, "\(path) is larger than 4 MiB.")
        }
        guard let bytes = file.contents() else { throw unavailable("is being written") }
        var contents = try reading.contents(of: bytes)
        contents.isOpenToOthers = file.stamp.isOpenToOthers
        return contents
    }

    /// Within the lock, so that the last word that is told is the last that is true.
    private func note(_ result: Result<RosterContents, SourceFailure>, _ stamp: OpenFile.Stamp?) {
        state.withLock { state in
            let health: SourceHealth
            switch result {
            case .success: health = .answering
            case .failure(let failure): health = .failing(failure)
            }
            // What could not be read is tried again.
            if case .failure(let failure) = result, failure.kind == .unavailable {
                state.stamp = nil
            } else {
                state.stamp = stamp
            }
            state.last = result
            if state.health != health { healthChanged(health) }
            state.health = health
        }
    }

    private func unavailable(_ words: String) -> SourceFailure {
        SourceFailure(.unavailable, at: .connect, "\(path) \(words).")
    }
}
