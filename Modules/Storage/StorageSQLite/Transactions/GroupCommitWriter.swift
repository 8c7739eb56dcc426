import Dispatch
import IdentityCore
import SQLiteKit
import Threading

/// The one writer, on its own thread. It takes everything that waits, runs each closure in a part of one transaction,
/// commits once, and answers only then: many callers share the cost of one sync to the disk. Nothing is delayed to
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
            let statements = try connection.begin()
            var parts: [Part] = []
            for job in group { parts.append(try perform(job, with: statements)) }
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

    /// Runs one closure as a part of the group's transaction.
    /// - Returns: what to tell its caller after the commit; a refusal too, because it may rest on a neighbour's change.
    /// - Throws: when the whole transaction is lost.
    private func perform(
        _ job: WriteJob, with statements: StatementRunner
    ) throws(ServiceError) -> Part {
        try statements.control { connection throws(SQLiteError) in try connection.beginPart() }
        let refusal: ServiceError
        do throws(ServiceError) {
            let answer = try ServiceError.boundary(unknown: faults.unknown) {
                try job.perform(WriteTransaction(statements: statements))
            }
            guard statements.connection.isInTransaction else { throw .unavailable(.storage) }
            try statements.control { connection throws(SQLiteError) in try connection.keepPart() }
            return Part(answer: answer, isKept: true)
        } catch {
            refusal = error
        }
        guard statements.connection.isInTransaction else { throw .unavailable(.storage) }
        try statements.control { connection throws(SQLiteError) in try connection.undoPart() }
        return Part(answer: { job.fail(refusal) }, isKept: false)
    }
}
