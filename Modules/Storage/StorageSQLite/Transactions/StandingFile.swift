import IdentityCore
import Threading

/// Which file is the store. Whoever opens a connection asks here first: SQLite would go on with a file that was moved
/// or deleted, and what it wrote there would be lost.
final class StandingFile: Sendable {
    private struct State: Sendable {
        var file: FileIdentity?
        /// The write-ahead log beside it, since the writer has begun one.
        var log: FileIdentity?
        var isMissing = false
        var generation = 0
    }

    let path: String
    private let state: Locked<State>
    private let faults: StorageFaults

    /// Takes the file that stands at the path now for the store.
    init(path: String, faults: StorageFaults) {
        self.path = path
        self.faults = faults
        state = Locked(State(file: FileIdentity(path)))
    }

    /// Connections of another generation have a file open that isn't the store any more.
    var generation: Int { state.withLock { $0.generation } }

    /// Looks which file stands at the path.
    /// - Returns: the generation of a connection that is opened now.
    /// - Throws: `unavailable(.storage)` when it is gone, can't be used, or has just been replaced.
    @discardableResult
    func look() throws(ServiceError) -> Int {
        let standing = FileIdentity(path)
        let (generation, finding) = state.withLock { state in
            let finding = compare(standing, in: &state)
            return (state.generation, finding)
        }
        switch finding {
        case nil: return generation
        case .missingFile: throw faults.outage(.missingFile, cause: "\(path) is gone: it was moved or deleted.")
        case .foreignLog:
            throw faults.outage(
                .foreignLog,
                cause: "\(path) was replaced, but the log of the earlier file is still beside it. "
                    + "Stop every program that uses it, remove \(path)-wal and \(path)-shm, and restore it once more.")
        case .some(let outage):
            throw faults.outage(outage, cause: "\(path) was replaced by another file; that one is used from now on.")
        }
    }

    /// Tells that the writer has begun a log in a connection of this generation.
    func noteLog(of generation: Int) {
        let log = FileIdentity(path + "-wal")
        state.withLock { state in
            if state.generation == generation { state.log = log }
        }
    }

    private func compare(_ standing: FileIdentity?, in state: inout State) -> StorageFaults.Outage? {
        guard let standing else {
            if !state.isMissing { state.generation += 1 }
            state.isMissing = true
            return .missingFile
        }
        if standing == state.file {
            state.isMissing = false
            return nil
        }
        // The pages in the log are of the file that stood here, and SQLite would put them into this one.
        let isForeign = state.log != nil && FileIdentity(path + "-wal") == state.log
        state.generation += 1
        if isForeign { return .foreignLog }
        // Whoever asked while there was no file was refused then.
        let wasKnown = state.isMissing
        state = State(file: standing, generation: state.generation)
        return wasKnown ? nil : .replacedFile
    }
}
