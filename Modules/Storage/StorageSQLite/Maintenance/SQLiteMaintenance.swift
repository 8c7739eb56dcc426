package import IdentityCore
import SQLiteKit

/// What the command line does to a database file, also while a server uses it.
package struct SQLiteMaintenance: Sendable {
    package let path: String
    private let busyTimeout: Duration

    /// - Parameter busyTimeout: how long to wait for another process's lock.
    package init(path: String, busyTimeout: Duration = .seconds(5)) {
        self.path = path
        self.busyTimeout = busyTimeout
    }

    /// Which migrations the file has taken. Changes nothing.
    package func migrationStatus() throws(SQLiteOpenProblem) -> MigrationStatus {
        try Migrator(path: path, busyTimeout: busyTimeout).status()
    }

    /// Takes the migrations that are pending, after a copy of the file was made.
    package func migrate(now: any Clock) throws(SQLiteOpenProblem) -> MigrationReport {
        guard DatabaseFile.exists(path) else { throw .missing(path: path) }
        return try Migrator(path: path, busyTimeout: busyTimeout).run(now: now)
    }

    /// Copies the database as it stands at one moment to a new file that only its owner may read.
    /// - Throws: `alreadyExists` when there is such a file.
    package func backup(to target: String) throws(SQLiteOpenProblem) {
        guard DatabaseFile.exists(path) else { throw .missing(path: path) }
        let source: SQLiteConnection
        do throws(SQLiteError) {
            source = try SQLiteConnection(path: path, mode: .read, busyTimeout: busyTimeout)
        } catch {
            throw .sqlite(path: path, error)
        }
        _ = try DatabaseFile.recognise(source, path: path)
        try DatabaseCopy.make(of: path, to: target, busyTimeout: busyTimeout)
    }

    /// Reads the whole file and looks for damage. Changes nothing.
    /// - Returns: a sentence for each thing that is wrong; none means the file is sound.
    package func check() throws(SQLiteOpenProblem) -> [String] {
        guard DatabaseFile.exists(path) else { throw .missing(path: path) }
        return try DatabaseCheck(path: path, busyTimeout: busyTimeout).findings()
    }
}
