import IdentityCore
import SQLiteKit

/// The writer's connection: opened when it is needed, and anew when the file had trouble or another file has come to
/// stand in its place. Belongs to the writer's thread.
struct WriterConnection: Sendable {
    let file: StandingFile
    let migrator: Migrator
    var upkeep: LogUpkeep
    let faults: StorageFaults
    let count: StatementCount
    let auditChain: AuditChain
    private var connection: SQLiteConnection?
    private var generation = 0
    /// Of the schema that was last found to be the one this program knows.
    private var schemaVersion: Int64?

    init(
        file: StandingFile, migrator: Migrator, upkeep: LogUpkeep, faults: StorageFaults, count: StatementCount,
        auditChain: AuditChain
    ) {
        self.file = file
        self.migrator = migrator
        self.upkeep = upkeep
        self.faults = faults
        self.count = count
        self.auditChain = auditChain
    }

    /// Begins a transaction in the file that stands at the path now. After a failure call `rollback`.
    mutating func begin() throws(ServiceError) -> StatementRunner {
        let standing = try file.look()
        if standing != generation { connection = nil }
        generation = standing
        let isNew = connection == nil
        let connection = try opened()
        let statements = StatementRunner(
            connection: connection, faults: faults, count: count, memory: TransactionMemory(auditChain: auditChain))
        try statements.control { connection throws(SQLiteError) in try connection.beginWriting() }
        if isNew {
            file.noteLog(of: standing)
            schemaVersion = nil
        }
        try requireSchema(statements)
        return statements
    }

    func rollback() { connection?.rollback() }

    /// Between two transactions. Everybody has been answered; what goes wrong here is told to the operator only.
    mutating func tend() {
        guard let open = connection else { return }
        if !open.isSpoilt {
            do throws(SQLiteError) { try upkeep.tend(open) } catch {
                _ = faults.serviceError(for: error)
                open.isSpoilt = true
            }
        }
        if open.isSpoilt { connection = nil }
    }

    mutating func close() { connection = nil }

    /// Another program may have upgraded the file meanwhile; what this one writes might break what that one promises.
    private mutating func requireSchema(_ statements: StatementRunner) throws(ServiceError) {
        var found: Int64?
        try statements.control { connection throws(SQLiteError) in found = try connection.schemaVersion() }
        if found == schemaVersion, found != nil { return }
        do throws(SQLiteOpenProblem) { try migrator.requireCurrent(on: statements.connection) } catch {
            throw faults.serviceError(for: error)
        }
        schemaVersion = found
    }

    private mutating func opened() throws(ServiceError) -> SQLiteConnection {
        if let connection { return connection }
        let made: SQLiteConnection
        do throws(SQLiteError) {
            made = try SQLiteConnection(path: file.path, mode: .readWrite, busyTimeout: migrator.busyTimeout)
            // A commit returns when the log is on the disk, not when the kernel has it.
            try made.execute("PRAGMA synchronous = FULL")
            // When a log that had to grow begins anew, its file shrinks to this.
            try made.execute("PRAGMA journal_size_limit = \(32 << 20)")
            made.takeOverLog()
        } catch {
            throw faults.serviceError(for: error)
        }
        // Replaced while it was being opened?
        guard try file.look() == generation else { throw .unavailable(.storage) }
        connection = made
        return made
    }
}
