import IdentityCore
import SQLiteKit
import Threading

/// Answers "has anything changed?" on a connection that does nothing else, by the mark that every commit of any process
/// leaves in the log's shared index; where there is none, by SQLite's own count of others' commits.
final class ChangeWatch: Sendable {
    private struct State: Sendable {
        var connection: SQLiteConnection?
        /// Another for each connection, so that the markers of two files or of two counts don't meet.
        var salt: UInt64 = 0
        var isOpen = true
        /// Of the file that the connection has open.
        var generation = 0

        func hasConnection(of generation: Int) -> Bool { connection != nil && self.generation == generation }
    }

    private let state = Locked(State())
    private let file: StandingFile
    private let faults: StorageFaults
    /// Asked on every request's thread, so a lock is not waited for long.
    private static let busyTimeout = Duration.milliseconds(100)

    init(file: StandingFile, faults: StorageFaults) {
        self.file = file
        self.faults = faults
    }

    func marker() throws(ServiceError) -> ChangeMarker {
        let generation = file.generation
        if !state.withLock({ $0.hasConnection(of: generation) }) { try file.look() }
        let answer = state.withLock { state -> Result<ChangeMarker, SQLiteError>? in
            guard state.isOpen else { return nil }
            do throws(SQLiteError) {
                let connection = try connection(in: &state, of: generation)
                if let mark = connection.commitMark() { return .success(ChangeMarker(state.salt &+ mark)) }
                return .success(ChangeMarker(state.salt &+ UInt64(try connection.dataVersion())))
            } catch {
                state.connection = nil
                return .failure(error)
            }
        }
        switch answer {
        case .success(let marker): return marker
        case .failure(let error): throw faults.serviceError(for: error)
        case nil: throw .unavailable(.storage)
        }
    }

    func close() {
        state.withLock { state in
            state.isOpen = false
            state.connection = nil
        }
    }

    private func connection(in state: inout State, of generation: Int) throws(SQLiteError) -> SQLiteConnection {
        if let open = state.connection, state.generation == generation { return open }
        let opened = try SQLiteConnection(path: file.path, mode: .read, busyTimeout: Self.busyTimeout)
        // Joins the log's shared index, which is then there to be read.
        _ = try opened.dataVersion()
        (state.connection, state.generation) = (opened, generation)
        state.salt &+= 0x9E37_79B9_7F4A_7C15
        return opened
    }
}
