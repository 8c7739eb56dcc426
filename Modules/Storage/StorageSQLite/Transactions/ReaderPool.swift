import IdentityCore
import SQLiteKit
import Threading

/// Connections for reading, lent to whichever thread reads. A read past the pool's size opens one of its own, so that
/// no thread waits for another; only as many as the pool's size are kept.
final class ReaderPool: Sendable {
    private struct State: Sendable {
        var idle: [SQLiteConnection] = []
        var lent = 0
        /// Of the file that the idle connections have open.
        var generation = 0
        var isOpen = true
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
    }

    /// Pages that each connection may keep. With SQLite's 2 MiB a read among a million users fetched both its pages from
    /// the kernel; with this the index's are at hand. Memory is taken only as pages are read.
    private static let cacheKiB = 32 * 1_024

    private let state = Locked(State())
    private let file: StandingFile
    private let size: Int
    private let busyTimeout: Duration
    private let faults: StorageFaults
    private let count: StatementCount

    init(file: StandingFile, size: Int, busyTimeout: Duration, faults: StorageFaults, count: StatementCount) {
        self.file = file
        self.size = size
        self.busyTimeout = busyTimeout
        self.faults = faults
        self.count = count
    }

    /// Runs `body` on the calling thread in one read transaction.
    /// - Parameter deadline: after which a statement ends with `unavailable(.storage)`.
    func read<Result>(
        deadline: Duration? = nil, _ body: (any StoreReading) throws -> Result
    ) throws(ServiceError) -> Result {
        let generation = file.generation
        let connection = try borrow(of: generation)
        defer { giveBack(connection, of: generation) }
        let statements = StatementRunner(connection: connection, faults: faults, count: count)
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

    private func borrow(of generation: Int) throws(ServiceError) -> SQLiteConnection {
        let pooled = try state.withLock { state throws(ServiceError) -> SQLiteConnection? in
            guard state.isOpen else { throw .unavailable(.storage) }
            if state.generation != generation {
                state.generation = generation
                state.idle = []
            }
            state.lent += 1
            return state.idle.popLast()
        }
        if let pooled { return pooled }
        do throws(ServiceError) { return try opened(of: generation) } catch {
            giveBack(nil, of: generation)
            throw error
        }
    }

    private func opened(of generation: Int) throws(ServiceError) -> SQLiteConnection {
        guard try file.look() == generation else { throw .unavailable(.storage) }
        do throws(SQLiteError) {
            let connection = try SQLiteConnection(path: file.path, mode: .read, busyTimeout: busyTimeout)
            try connection.execute("PRAGMA cache_size = -\(Self.cacheKiB)")
            return connection
        } catch {
            throw faults.serviceError(for: error)
        }
    }

    private func giveBack(_ connection: SQLiteConnection?, of generation: Int) {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.lent -= 1
            if let connection, state.isOpen, generation == state.generation, !connection.isSpoilt,
                state.idle.count < size
            {
                state.idle.append(connection)
            }
            guard !state.isOpen, state.lent == 0 else { return [] }
            defer { state.waitingForEnd = [] }
            return state.waitingForEnd
        }
        for continuation in waiting { continuation.resume() }
    }
}
