import FoundationEssentials
package import IdentityCore

/// Hands out the next rows, `nil` after the last.
package typealias ImportRows = () throws(ServiceError) -> [ImportedUser]?

extension UserService {
    /// Rows that are best handed over at once: they share a transaction.
    package static let importBatch = 1_000

    /// Imports users batch by batch, each in a transaction of its own, and goes on behind a refused row. While one batch is
    /// written the next is read and checked, so no more than two are in memory.
    /// - Parameters:
    ///   - isRehearsal: decides everything in the same way, and writes nothing.
    ///   - rows: the next batch, at most `importBatch` rows; called in turn.
    ///   - report: one decision for each row of a batch, in their order, after the batch was committed.
    /// - Throws: what ends the import; what was reported until then stays.
    package func importUsers(
        onExisting: ExistingUsers, isRehearsal: Bool = false, as caller: Caller, from rows: ImportRows,
        report: ([ImportDecision]) throws(ServiceError) -> Void
    ) async throws(ServiceError) {
        try caller.require(.manageUsers)
        try caller.requireNoImpersonation()
        var run = ImportRun(onExisting: onExisting, startedAt: hands.clock.now().addingTimeInterval(-0.001))
        var memory = ImportMemory()
        var next = Result { () throws(ServiceError) in try prepared(rows, run) }
        while let batch = try next.get() {
            let (rules, names) = (run, memory)
            async let written =
                isRehearsal
                ? rehearse(batch, rules, names, as: caller) : write(batch, rules, as: caller)
            next = Result { () throws(ServiceError) in try prepared(rows, run) }
            let decisions = try await written.get()
            if isRehearsal { note(decisions, of: batch, &run, &memory) }
            try report(decisions)
        }
    }

    /// Imports all users in one transaction, or none. Others can't write meanwhile.
    /// - Parameter open: begins the rows from the first one; may be called more than once.
    /// - Returns: how many rows were created, updated and skipped.
    /// - Throws: the refusal of the first row that was refused, which undoes everything.
    package func importAllUsers(
        onExisting: ExistingUsers, as caller: Caller,
        from open: @escaping @Sendable () throws(ServiceError) -> ImportRows
    ) async throws(ServiceError) -> [ImportDecision: Int] {
        try caller.require(.manageUsers)
        try caller.requireNoImpersonation()
        let now = hands.clock.now()
        let run = ImportRun(onExisting: onExisting, startedAt: now.addingTimeInterval(-0.001))
        return try await storage.write { store in
            let rows = try open()
            var counts: [ImportDecision: Int] = [:]
            var desk = try ImportDesk(self, run, in: store, as: caller, at: now)
            while let batch = try rows() {
                for row in batch {
                    let decision = try desk.decide(checked(row, run, at: now), in: store)
                    if case .refused(let error) = decision { throw error }
                    counts[decision, default: 0] += 1
                }
            }
            return counts
        }
    }

    private typealias Decisions = Result<[ImportDecision], ServiceError>

    private func prepared(_ rows: ImportRows, _ run: ImportRun) throws(ServiceError) -> [PreparedRow]? {
        let now = hands.clock.now()
        return try rows()?.map { checked($0, run, at: now) }
    }

    private func write(_ batch: [PreparedRow], _ run: ImportRun, as caller: Caller) async -> Decisions {
        let now = hands.clock.now()
        do throws(ServiceError) {
            return .success(
                try await storage.write { store in try decide(batch, run, nil, in: store, as: caller, at: now) })
        } catch { return .failure(error) }
    }

    /// Writes the batch as a part that is then undone: nothing decides like the store itself.
    private func rehearse(
        _ batch: [PreparedRow], _ run: ImportRun, _ memory: ImportMemory, as caller: Caller
    ) async -> Decisions {
        let now = hands.clock.now()
        do throws(ServiceError) {
            return .success(
                try await storage.write { store in
                    var decisions: [ImportDecision]?
                    do throws(ServiceError) {
                        try store.attempt { () throws(ServiceError) in
                            decisions = try decide(batch, run, memory, in: store, as: caller, at: now)
                            throw .unsupported("A rehearsal is undone.")
                        }
                    } catch {
                        if decisions == nil { throw error }
                    }
                    return decisions ?? []
                })
        } catch { return .failure(error) }
    }

    private func decide(
        _ batch: [PreparedRow], _ run: ImportRun, _ memory: ImportMemory?, in store: any StoreWriting,
        as caller: Caller, at now: Date
    ) throws(ServiceError) -> [ImportDecision] {
        var desk = try ImportDesk(self, run, in: store, as: caller, at: now)
        return try batch.map { (row) throws(ServiceError) in
            if let memory, case .success(let checked) = row {
                do throws(ServiceError) { try memory.requireFree(checked.user) } catch { return .refused(error) }
            }
            return try desk.decide(row, in: store)
        }
    }

    private func note(
        _ decisions: [ImportDecision], of batch: [PreparedRow], _ run: inout ImportRun, _ memory: inout ImportMemory
    ) {
        for (decision, row) in zip(decisions, batch) {
            guard decision == .created || decision == .updated, case .success(let checked) = row else { continue }
            memory.keep(checked.user)
            if decision == .created, checked.user.isEnabled { run.rehearsedSeats += 1 }
        }
    }
}
