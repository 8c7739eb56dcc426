import Dispatch
import IdentityCore
import SQLiteKit
import Threading

/// The one writer, on its own thread. It takes everything that waits, runs the closures in one transaction, commits
/// once, and answers only then: many callers share the cost of one sync to the disk. Nothing is delayed to
/// make a group larger; while one group is being synced, the next one gathers.
final class GroupCommitWriter: Sendable {
    private struct State: Sendable {
        var waiting: [WriteJob] = []
        var isOpen = true
        var hasEnded = false
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
        var commits: UInt64 = 0
        var writes: UInt64 = 0
    }

    private let state = Locked(State())
    private let wake = DispatchSemaphore(value: 0)
    private let queueLimit: Int
    private let largestGroup: Int
    private let faults: StorageFaults

    init(queueLimit: Int, largestGroup: Int, connection: WriterConnection, faults: StorageFaults) {
        self.queueLimit = queueLimit
        self.largestGroup = largestGroup
        self.faults = faults
        NamedThread.start("sqlite-writer") { [self] in work(connection) }
    }

    /// - Throws: `limited` when too many wait already, `unavailable(.storage)` after `close`. A write that was taken
    ///   in is carried out even when its caller is cancelled meanwhile.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> Result
    ) async throws(ServiceError) -> Result {
        let outcome = await withCheckedContinuation {
            (continuation: CheckedContinuation<Swift.Result<Result, ServiceError>, Never>) in
            let job = WriteJob(
                perform: { transaction in
                    let result = try body(transaction)
                    return { continuation.resume(returning: .success(result)) }
                },
                fail: { continuation.resume(returning: .failure($0)) })
            if let refusal = enqueue(job) { continuation.resume(returning: .failure(refusal)) }
        }
        return try outcome.get()
    }

    var waiting: Int { state.withLock { $0.waiting.count } }
    var counts: (commits: UInt64, writes: UInt64) { state.withLock { ($0.commits, $0.writes) } }

    /// Refuses further writes; those that wait are still carried out.
    func beginClosing() {
        state.withLock { $0.isOpen = false }
        wake.signal()
    }

    func close() async {
        beginClosing()
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if !state.hasEnded { state.waitingForEnd.append(continuation) }
                return state.hasEnded
            }
            if hasEnded { continuation.resume() }
        }
    }

    /// - Returns: why not, or `nil`.
    private func enqueue(_ job: WriteJob) -> ServiceError? {
        let (refusal, isFirst) = state.withLock { state -> (ServiceError?, Bool) in
            guard state.isOpen else { return (.unavailable(.storage), false) }
            guard state.waiting.count < queueLimit else { return (.limited(retryAfterSeconds: 1), false) }
            state.waiting.append(job)
            return (nil, state.waiting.count == 1)
        }
        if isFirst { wake.signal() }
        return refusal
    }

    private func work(_ connection: WriterConnection) {
        var connection = connection
        while true {
            wake.wait()
            while let group = takeGroup() {
                carryOut(group, on: &connection)
                connection.tend()
            }
            if state.withLock({ !$0.isOpen && $0.waiting.isEmpty }) { break }
        }
        connection.close()
        let waiting = state.withLock { state in
            state.hasEnded = true
            defer { state.waitingForEnd = [] }
            return state.waitingForEnd
        }
        for continuation in waiting { continuation.resume() }
    }

    private func takeGroup() -> [WriteJob]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else { return nil }
            let group = Array(state.waiting.prefix(largestGroup))
            state.waiting.removeFirst(group.count)
            return group
        }
    }

    private func carryOut(_ group: [WriteJob], on connection: inout WriterConnection) {
        do throws(ServiceError) {
            let (statements, parts) = try run(group, on: &connection)
            try AuditTable(statements: statements).settle()
            try statements.control { connection throws(SQLiteError) in try connection.commit() }
            let kept = parts.count { $0.isKept }
            state.withLock { state in
                state.commits += 1
                state.writes += UInt64(kept)
            }
            if kept > 0 { faults.noteRecovery() }
            for part in parts { part.answer() }
        } catch {
            connection.rollback()
            for job in group { job.fail(error) }
        }
    }

    /// One closure after it ran.
    private struct Part {
        /// Tells its caller.
        let answer: @Sendable () -> Void
        let isKept: Bool
    }

    /// Runs a group's closures in one transaction, which is left open.
    /// - Throws: when the whole transaction is lost.
    private func run(
        _ group: [WriteJob], on connection: inout WriterConnection
    ) throws(ServiceError) -> (StatementRunner, [Part]) {
        let statements = try connection.begin()
        var parts: [Part] = []
        parts.reserveCapacity(group.count)
        for job in group {
            guard let part = try runUnguarded(job, with: statements) else {
                connection.rollback()
                let statements = try connection.begin()
                parts = []
                for job in group { parts.append(try runGuarded(job, with: statements)) }
                return (statements, parts)
            }
            parts.append(part)
        }
        return (statements, parts)
    }

    /// Runs one closure without a savepoint: with one SQLite keeps a copy of each page that the closure changes, and
    /// nearly every closure refuses before its first change or not at all.
    /// - Returns: what to tell its caller after the commit; a refusal too, because it may rest on a neighbour's change.
    ///   `nil` when it changed something and then threw, so that the whole group must be run once more.
    /// - Throws: when the whole transaction is lost.
    private func runUnguarded(
        _ job: WriteJob, with statements: StatementRunner
    ) throws(ServiceError) -> Part? {
        let changes = statements.connection.totalChanges
        let outcome = Result { try job.perform(WriteTransaction(statements: statements)) }
        guard statements.connection.isInTransaction else { throw .unavailable(.storage) }
        switch outcome {
        case .success(let answer): return Part(answer: answer, isKept: true)
        case .failure(let error):
            return statements.connection.totalChanges == changes ? refused(job, for: error) : nil
        }
    }

    /// Runs one closure so that what it did can be undone alone.
    /// - Returns: see `runUnguarded`.
    /// - Throws: when the whole transaction is lost.
    private func runGuarded(
        _ job: WriteJob, with statements: StatementRunner
    ) throws(ServiceError) -> Part {
        switch try statements.part({ try job.perform(WriteTransaction(statements: statements)) }) {
        case .success(let answer): return Part(answer: answer, isKept: true)
        case .failure(let error): return refused(job, for: error)
        }
    }

    private func refused(_ job: WriteJob, for error: any Error) -> Part {
        let refusal = error as? ServiceError ?? faults.unknown(error)
        return Part(answer: { job.fail(refusal) }, isKept: false)
    }
}
