import Glibc
import SQLiteKit

/// A copy of a database that others may be writing to.
enum DatabaseCopy {
    /// Refuses to write over anything; what was begun and failed is removed.
    static func make(of path: String, to target: String, busyTimeout: Duration) throws(SQLiteOpenProblem) {
        guard DatabaseFile.exists(path) else { throw .missing(path: path) }
        try DatabaseFile.create(target)
        do throws(SQLiteOpenProblem) {
            try fill(target, from: path, busyTimeout: busyTimeout)
            try DatabaseFile.syncFolder(of: target)
        } catch {
            unlink(target)
            throw error
        }
    }

    private static func fill(
        _ target: String, from path: String, busyTimeout: Duration
    ) throws(SQLiteOpenProblem) {
        do throws(SQLiteError) {
            let source = try SQLiteConnection(path: path, mode: .read, busyTimeout: busyTimeout)
            let copy = try SQLiteConnection(path: target, mode: .readWrite, busyTimeout: busyTimeout)
            try source.copy(to: copy)
            // One file that can be carried around: no log beside it.
            try copy.execute("PRAGMA journal_mode = DELETE")
        } catch {
            throw .sqlite(path: target, error)
        }
    }
}
