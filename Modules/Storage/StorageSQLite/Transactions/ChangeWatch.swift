import IdentityCore
import SQLiteKit
import Threading

/// Answers "has anything changed?" on a connection that does nothing else: SQLite counts for each connection the
/// commits of all others, be they of this process or not.
final class ChangeWatch: Sendable {
    private struct State: Sendable {
        var connection: SQLiteConnection?
        /// The count starts anew with each connection, so the markers of two must differ by something else.
        var epoch: UInt64 = 0
        var isOpen = true
    }

    private let state = Locked(State())
    private let path: String
    private let faults: StorageFaults
    /// Asked on every request's thread, so a lock is not waited for long.
    private static let busyTimeout = Duration.milliseconds(100)

    init(path: String, faults: StorageFaults) {
        self.path = path
        self.faults = faults
    }

    func marker() throws(ServiceError) -> ChangeMarker {
        let answer = state.withLock { state -> Result<ChangeMarker, SQLiteError>? in
            guard state.isOpen else { return nil }
            do throws(SQLiteError) {
                let connection = try connection(in: &state)
                return .success(ChangeMarker(state.epoch << 32 | UInt64(try connection.dataVersion())))
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

    private func connection(in state: inout State) throws(SQLiteError) -> SQLiteConnection {
        if let open = state.connection { return open }
        let opened = try SQLiteConnection(path: path, mode: .read, busyTimeout: Self.busyTimeout)
        state.connection = opened
        state.epoch += 1
        return opened
    }
}
