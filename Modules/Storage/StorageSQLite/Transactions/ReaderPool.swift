import IdentityCore
import SQLiteKit
import Threading

/// Connections for reading, lent to whichever thread reads. A read past the pool's size opens one of its own, so that
/// no thread waits for another; only as many as the pool's size are kept.
final class ReaderPool: Sendable {
    private struct State: Sendable {
        var idle: [SQLiteConnection] = []
        var lent = 0
        var isOpen = true
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Locked(State())
    private let path: String
    private let size: Int
    private let busyTimeout: Duration
    private let faults: StorageFaults

    init(path: String, size: Int, busyTimeout: Duration, faults: StorageFaults) {
        self.path = path
        self.size = size
        self.busyTimeout = busyTimeout
        self.faults = faults
    }

    /// Runs `body` on the calling thread in one read transaction.
    /// - Parameter deadline: after which a statement ends with `unavailable(.storage)`.
    func read<Result>(
        deadline: Duration? = nil, _ body: (any StoreReading) throws -> Result
    ) throws(ServiceError) -> Result {
        let connection = try borrow()
        defer { giveBack(connection) }
        let statements = StatementRunner(connection: connection, faults: faults)
        return try ServiceError.boundary(unknown: faults.unknown) {
            try statements.control { connection throws(SQLiteError) in try connection.beginReading() }
            // A read has nothing to keep, so its end is the same after success and failure.
            defer { connection.rollback() }
            let transaction = ReadTransaction(statements: statements)
            guard let deadline else { return try body(transaction) }
            return try connection.withDeadline(after: deadline) { try body(transaction) }
        }
    }

    /// Lets running reads end.
    func close() async {
        await withCheckedContinuation { continuation in
            let isAtEnd = state.withLock { state in
                state.isOpen = false
                state.idle = []
                if state.lent > 0 { state.waitingForEnd.append(continuation) }
                return state.lent == 0
            }
            if isAtEnd { continuation.resume() }
        }
    }

    private func borrow() throws(ServiceError) -> SQLiteConnection {
        let pooled = try state.withLock { state throws(ServiceError) -> SQLiteConnection? in
            guard state.isOpen else { throw .unavailable(.storage) }
            state.lent += 1
            return state.idle.popLast()
        }
        if let pooled { return pooled }
        do throws(SQLiteError) {
            return try SQLiteConnection(path: path, mode: .read, busyTimeout: busyTimeout)
        } catch {
            giveBack(nil)
            throw faults.serviceError(for: error)
        }
    }

    private func giveBack(_ connection: SQLiteConnection?) {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.lent -= 1
            if let connection, state.isOpen, !connection.isSpoilt, state.idle.count < size {
                state.idle.append(connection)
            }
            guard !state.isOpen, state.lent == 0 else { return [] }
            defer { state.waitingForEnd = [] }
            return state.waitingForEnd
        }
        for continuation in waiting { continuation.resume() }
    }
}
