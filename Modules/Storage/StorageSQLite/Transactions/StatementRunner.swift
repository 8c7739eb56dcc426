import IdentityCore
import SQLiteKit

/// Statements on one connection, with errors in the words of the port.
struct StatementRunner {
    let connection: SQLiteConnection
    let faults: StorageFaults
    let count: StatementCount
    /// Of a transaction that writes.
    var memory: TransactionMemory?
    /// What is missing when a reference can't be kept: SQLite does not tell.
    private var referent = EntityKind.user

    init(
        connection: SQLiteConnection, faults: StorageFaults, count: StatementCount, memory: TransactionMemory? = nil
    ) {
        self.connection = connection
        self.faults = faults
        self.count = count
        self.memory = memory
    }

    /// The same runner, for statements whose references are to something else than users.
    func referring(to kind: EntityKind) -> StatementRunner {
        var copy = self
        copy.referent = kind
        return copy
    }

    @discardableResult
    func run<each Value: SQLiteBindable>(_ sql: SQL, _ values: repeat each Value) throws(ServiceError) -> Int {
        // Some errors make SQLite end the transaction; what a closure does after having caught one must not be
        // written outside of it.
        guard connection.isInTransaction else { throw .unavailable(.storage) }
        count.increment()
        do throws(SQLiteError) { return try connection.run(sql, repeat each values) } catch { throw known(error) }
    }

    func first<each Value: SQLiteBindable, Result>(
        _ sql: SQL, _ values: repeat each Value, read: (SQLiteRow) throws(SQLiteError) -> Result
    ) throws(ServiceError) -> Result? {
        count.increment()
        do throws(SQLiteError) { return try connection.first(sql, repeat each values, read: read) } catch {
            throw known(error)
        }
    }

    func all<each Value: SQLiteBindable, Result>(
        _ sql: SQL, _ values: repeat each Value, read: (SQLiteRow) throws(SQLiteError) -> Result
    ) throws(ServiceError) -> [Result] {
        count.increment()
        do throws(SQLiteError) { return try connection.all(sql, repeat each values, read: read) } catch {
            throw known(error)
        }
    }

    func all<Result>(
        text: String, values: [any SQLiteBindable], read: (SQLiteRow) throws(SQLiteError) -> Result
    ) throws(ServiceError) -> [Result] {
        count.increment()
        do throws(SQLiteError) { return try connection.all(text: text, values: values, read: read) } catch {
            throw known(error)
        }
    }

    func each<Key: SQLiteBindable>(
        _ sql: SQL, of keys: [Key], read: (Int, SQLiteRow) throws(SQLiteError) -> Void
    ) throws(ServiceError) {
        count.increment(by: keys.count)
        do throws(SQLiteError) { try connection.each(sql, of: keys, read: read) } catch {
            throw known(error)
        }
    }

    /// For the steps of a transaction.
    func control(_ step: (SQLiteConnection) throws(SQLiteError) -> Void) throws(ServiceError) {
        do throws(SQLiteError) { try step(connection) } catch { throw known(error) }
    }

    /// Runs `body` so that what it did is undone when it throws, and what it threw.
    /// - Throws: when the whole transaction is lost.
    func part<Outcome, Failure>(
        _ body: () throws(Failure) -> Outcome
    ) throws(ServiceError) -> Result<Outcome, Failure> {
        try control { connection throws(SQLiteError) in try connection.beginPart() }
        let audit = memory?.audit
        let outcome = Result { () throws(Failure) in try body() }
        guard connection.isInTransaction else { throw .unavailable(.storage) }
        switch outcome {
        case .success:
            try control { connection throws(SQLiteError) in try connection.keepPart() }
        case .failure:
            memory?.forget()
            if let audit { memory?.audit = audit }
            try control { connection throws(SQLiteError) in try connection.undoPart() }
        }
        return outcome
    }

    private func known(_ error: SQLiteError) -> ServiceError {
        if error.spoilsConnection { connection.isSpoilt = true }
        return faults.serviceError(for: error, referent: referent)
    }
}
