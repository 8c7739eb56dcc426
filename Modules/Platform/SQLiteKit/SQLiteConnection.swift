import CSQLite

/// One connection with its prepared statements.
// @unchecked: SQLite is told not to lock (NOMUTEX); whoever owns a connection hands it to one thread at a time.
package final class SQLiteConnection: @unchecked Sendable {
    package enum Mode: Sendable {
        /// The file must exist. Statements that change anything are refused (the file itself is opened for writing,
        /// because readers of a write-ahead log share its index).
        case read
        /// The file must exist.
        case readWrite
        /// A database without a file.
        case memory
    }

    let handle: OpaquePointer
    private var prepared: [ObjectIdentifier: (key: SQL, statement: SQLiteStatement)] = [:]
    private var preparedTexts: [String: SQLiteStatement] = [:]
    private let deadline = SQLiteDeadline()
    let logSize = SQLiteLogSize()
    let busyTimeout: Duration
    /// A mark for the owner: the file had trouble, so open another connection instead of using this one again.
    package var isSpoilt = false

    /// - Parameter busyTimeout: how long a statement waits for another connection's lock.
    package init(path: String, mode: Mode, busyTimeout: Duration) throws(SQLiteError) {
        let access =
            switch mode {
            case .read, .readWrite: SQLITE_OPEN_READWRITE
            case .memory: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
            }
        SQLiteLibrary.prepare()
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard let opened else {
            throw SQLiteError(code: SQLITE_NOMEM, message: "out of memory")
        }
        guard code == SQLITE_OK else {
            let error = SQLiteError(code: code, message: String(cString: sqlite3_errmsg(opened)))
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        self.busyTimeout = busyTimeout
        sqlite3_busy_timeout(handle, Int32(clamping: busyTimeout.wholeMilliseconds))
        // The file can't be damaged and the schema can't be rewritten through SQL.
        csqlite_set_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
        csqlite_set_flag(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        csqlite_set_flag(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1)
        // A word in double quotes is a name, never silently a text.
        csqlite_set_flag(handle, SQLITE_DBCONFIG_DQS_DML, 0)
        csqlite_set_flag(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
        deadline.install(on: handle)
        if mode == .read { try execute("PRAGMA query_only = ON") }
    }

    deinit {
        prepared = [:]
        preparedTexts = [:]
        sqlite3_close_v2(handle)
    }

    /// Runs one or several statements that answer nothing, such as a schema.
    package func execute(_ sql: String) throws(SQLiteError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else {
            throw SQLiteError(code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql)
        }
    }

    /// Whether `BEGIN` was called and the transaction still stands: some errors make SQLite roll back by itself.
    package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Rows inserted, changed or deleted since the connection was opened; a statement that failed counts none.
    package var totalChanges: Int64 { sqlite3_total_changes64(handle) }

    /// Runs `body`; a statement that is still working after `time` fails with `interrupted`.
    package func withDeadline<Result>(after time: Duration, _ body: () throws -> Result) rethrows -> Result {
        deadline.set(after: time)
        defer { deadline.clear() }
        return try body()
    }

    func statement(for sql: SQL) throws(SQLiteError) -> SQLiteStatement {
        let key = ObjectIdentifier(sql)
        if let found = prepared[key] { return found.statement }
        let statement = try SQLiteStatement(sql.text, on: handle)
        // The key is kept with the statement, so that its identity is not given to another object.
        prepared[key] = (sql, statement)
        return statement
    }

    /// For texts that are put together; the caller sees to it that there are only a few.
    func statement(forText text: String) throws(SQLiteError) -> SQLiteStatement {
        if let found = preparedTexts[text] { return found }
        let statement = try SQLiteStatement(text, on: handle)
        preparedTexts[text] = statement
        return statement
    }
}

extension Duration {
    var wholeMilliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
