package import SQLiteKit

/// Why a database file can't be used, or a copy of it not be made. The description is for the person at the terminal.
package enum SQLiteOpenProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(path: String)
    case notADirectory(path: String)
    /// Another program's file, or no database at all.
    case notGatehouse(path: String)
    /// The file system can't share memory between processes, as some network file systems can't.
    case noWriteAheadLog(path: String)
    case newer(path: String, migration: String)
    /// Upgraded only when it is opened.
    case older(path: String, migration: String)
    case migrationFailed(path: String, migration: String, SQLiteError)
    case alreadyExists(path: String)
    /// The system refused, with its error number.
    case system(path: String, errno: Int32)
    case sqlite(path: String, SQLiteError)

    package var description: String {
        switch self {
        case .missing(let path): "There is no database at \(path)."
        case .notADirectory(let path): "The folder of \(path) does not exist."
        case .notGatehouse(let path): "\(path) is not a Gatehouse database; it was left as it is."
        case .noWriteAheadLog(let path):
            "\(path) can't have a write-ahead log on this file system; put it on a local disk."
        case .newer(let path, let migration):
            "\(path) was made by a newer Gatehouse: this one does not know the migration \(migration)."
        case .older(let path, let migration):
            "\(path) lacks the migration \(migration), which is taken when the server starts."
        case .migrationFailed(let path, let migration, let cause):
            "The migration \(migration) of \(path) failed and was undone: \(cause.message)."
        case .alreadyExists(let path): "\(path) exists already; it was left as it is."
        case .system(let path, let number): "\(path) can't be used: \(systemMessage(number))."
        case .sqlite(let path, let cause): "\(path) can't be used: \(cause.message)."
        }
    }
}
