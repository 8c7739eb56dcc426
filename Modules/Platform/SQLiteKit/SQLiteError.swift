import CSQLite

/// What SQLite answered instead of `SQLITE_OK`. Carries the statement, never the values bound to it.
package struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller can do something about (https://sqlite.org/rescode.html).
    package enum Kind: Hashable, Sendable {
        /// The columns as SQLite names them, for example `users.source, users.external_id`.
        case uniqueViolation(columns: String)
        case foreignKeyViolation
        case otherConstraint
        /// Another connection holds the lock, and the busy timeout is over.
        case busy
        case full
        case readOnly
        case inputOutput
        case cannotOpen
        case corrupt
        case notADatabase
        case interrupted
        case outOfMemory
        /// A stored value is not of the shape the program expects.
        case unexpectedValue
        case other
    }

    package let kind: Kind
    package let primaryCode: Int32
    package let extendedCode: Int32
    package let message: String
    package let sql: String?

    package init(kind: Kind, primaryCode: Int32, extendedCode: Int32, message: String, sql: String? = nil) {
        self.kind = kind
        self.primaryCode = primaryCode
        self.extendedCode = extendedCode
        self.message = message
        self.sql = sql
    }

    /// - Parameter code: an extended result code.
    init(code: Int32, message: String, sql: String? = nil) {
        self.init(
            kind: Self.kind(of: code, message: message), primaryCode: code & 0xFF, extendedCode: code,
            message: message, sql: sql)
    }

    package static func unexpectedValue(column: Int32, wanted: String) -> SQLiteError {
        SQLiteError(
            kind: .unexpectedValue, primaryCode: SQLITE_MISMATCH, extendedCode: SQLITE_MISMATCH,
            message: "column \(column) holds no \(wanted)")
    }

    package var description: String {
        let statement = sql.map { " in: \($0)" } ?? ""
        return "SQLite \(extendedCode): \(message)\(statement)"
    }

    private static func kind(of code: Int32, message: String) -> Kind {
        switch code & 0xFF {
        case SQLITE_CONSTRAINT: constraint(code, message: message)
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
        case SQLITE_FULL: .full
        case SQLITE_READONLY, SQLITE_PERM: .readOnly
        case SQLITE_IOERR: .inputOutput
        case SQLITE_CANTOPEN: .cannotOpen
        case SQLITE_CORRUPT: .corrupt
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_INTERRUPT: .interrupted
        case SQLITE_NOMEM: .outOfMemory
        default: .other
        }
    }

    /// The extended codes are macros that Swift can't import: `SQLITE_CONSTRAINT | (n << 8)`.
    private static func constraint(_ code: Int32, message: String) -> Kind {
        let foreignKey: Int32 = 3
        let primaryKey: Int32 = 6
        let unique: Int32 = 8
        let rowID: Int32 = 10
        switch code >> 8 {
        case foreignKey: return .foreignKeyViolation
        case primaryKey, unique, rowID:
            let prefix = "UNIQUE constraint failed: "
            return .uniqueViolation(
                columns: message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : message)
        default: return .otherConstraint
        }
    }
}
