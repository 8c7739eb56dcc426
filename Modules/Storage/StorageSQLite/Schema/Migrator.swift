import Glibc
import IdentityCore
import SQLiteKit

/// Brings a database file up to date, one named step a transaction. Several processes may try at once: the write lock
/// decides who takes a step, and the others find it taken.
struct Migrator {
    let path: String
    let busyTimeout: Duration
    var migrations = Migration.all

    func status() throws(SQLiteOpenProblem) -> MigrationStatus {
        guard DatabaseFile.exists(path) else { throw .missing(path: path) }
        let connection = try opened(.read)
        let applied = try applied(on: connection)
        let names = migrations.map(\.name)
        return MigrationStatus(
            applied: applied, pending: names.filter { !applied.contains($0) },
            unknown: applied.filter { !names.contains($0) })
    }

    /// - Parameter now: noted beside each step.
    func run(now: any Clock) throws(SQLiteOpenProblem) -> MigrationReport {
        let connection = try opened(.readWrite)
        _ = try DatabaseFile.recognise(connection, path: path)
        try useWriteAheadLog(connection)
        var report = MigrationReport()
        while let step = try takeNext(on: connection, now: now, report: &report) { report.applied.append(step) }
        return report
    }

    /// - Returns: the step taken, `nil` when there is none left.
    private func takeNext(
        on connection: SQLiteConnection, now: any Clock, report: inout MigrationReport
    ) throws(SQLiteOpenProblem) -> String? {
        // Asked without the lock first: a database that is up to date opens while others write it, or read-only.
        guard try pending(on: connection).next != nil else { return nil }
        try known { () throws(SQLiteError) in try connection.beginWriting() }
        var copyOfThisStep: String?
        defer {
            connection.rollback()
            // The database is as the copy is; without this each further attempt would leave another one.
            if let copyOfThisStep { unlink(copyOfThisStep) }
        }
        let (applied, next) = try pending(on: connection)
        guard let next else { return nil }
        if !applied.isEmpty, report.copy == nil, report.applied.isEmpty {
            // Nobody else can write while we hold the lock, so this is the state that the step begins with.
            copyOfThisStep = try copy(before: next)
        }
        do throws(SQLiteError) {
            if applied.isEmpty { try connection.execute(Self.ledger) }
            try connection.execute(next.sql)
            try connection.run(Self.note, next.name, now.now().microseconds)
            try connection.commit()
        } catch {
            throw .migrationFailed(path: path, migration: next.name, error)
        }
        if let copy = copyOfThisStep { report.copy = copy }
        copyOfThisStep = nil
        return next.name
    }

    /// - Throws: when the schema is not the one that this program knows: `newer`, or `older` for a file that was
    ///   restored meanwhile.
    func requireCurrent(on connection: SQLiteConnection) throws(SQLiteOpenProblem) {
        if let next = try pending(on: connection).next { throw .older(path: path, migration: next.name) }
    }

    /// - Throws: `newer` when somebody took a step that this program does not know.
    private func pending(
        on connection: SQLiteConnection
    ) throws(SQLiteOpenProblem) -> (applied: [String], next: Migration?) {
        let applied = try applied(on: connection)
        if let unknown = applied.first(where: { name in !migrations.contains { $0.name == name } }) {
            throw .newer(path: path, migration: unknown)
        }
        return (applied, migrations.first { !applied.contains($0.name) })
    }

    private func applied(on connection: SQLiteConnection) throws(SQLiteOpenProblem) -> [String] {
        guard try DatabaseFile.recognise(connection, path: path) == .gatehouse else { return [] }
        return try known { () throws(SQLiteError) in try connection.all(Self.names) { $0.text(0) } }
    }

    private func copy(before step: Migration) throws(SQLiteOpenProblem) -> String {
        var target = "\(path).before-\(step.name)"
        var number = 1
        // An earlier attempt may have left its copy; both are kept.
        while DatabaseFile.exists(target) {
            number += 1
            target = "\(path).before-\(step.name).\(number)"
        }
        try DatabaseCopy.make(of: path, to: target, busyTimeout: busyTimeout)
        return target
    }

    /// Changing the journal needs the file for a moment alone, and SQLite does not always wait for it by itself.
    private func useWriteAheadLog(_ connection: SQLiteConnection) throws(SQLiteOpenProblem) {
        let deadline = ContinuousClock.now + busyTimeout
        var mode: String?
        while mode == nil {
            do throws(SQLiteError) {
                // Where it can't be, SQLite says so by answering with the mode that stays.
                mode = try connection.first(SQL("PRAGMA journal_mode = WAL")) { $0.text(0) }
            } catch {
                guard error.kind == .busy, ContinuousClock.now < deadline else { throw .sqlite(path: path, error) }
                usleep(5_000)
            }
        }
        guard mode == "wal" else { throw .noWriteAheadLog(path: path) }
    }

    private func opened(_ mode: SQLiteConnection.Mode) throws(SQLiteOpenProblem) -> SQLiteConnection {
        try known { () throws(SQLiteError) in
            try SQLiteConnection(path: path, mode: mode, busyTimeout: busyTimeout)
        }
    }

    private func known<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteOpenProblem) -> Result {
        do throws(SQLiteError) { return try body() } catch { throw .sqlite(path: path, error) }
    }

    static let ledger = """
        PRAGMA application_id = \(DatabaseFile.applicationID);
        CREATE TABLE migrations (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            applied_at INTEGER NOT NULL
        ) STRICT;
        """
    private static let names = SQL("SELECT name FROM migrations ORDER BY number")
    private static let note = SQL("INSERT INTO migrations (name, applied_at) VALUES (?1, ?2)")
}
