import CSQLite

/// A prepared statement. Belongs to its connection and is used by one thread at a time, like it.
final class SQLiteStatement {
    let handle: OpaquePointer
    let sql: String

    init(_ sql: String, on database: OpaquePointer) throws(SQLiteError) {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle else {
            throw SQLiteError(
                code: code == SQLITE_OK ? SQLITE_MISUSE : code, message: String(cString: sqlite3_errmsg(database)),
                sql: sql)
        }
        self.handle = handle
        self.sql = sql
    }

    deinit { sqlite3_finalize(handle) }

    /// - Returns: whether the statement stands on a row.
    func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        throw failure(code)
    }

    /// Ready for the next use: a statement left in the middle would hold its read transaction open.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// Ready to run again with the values that are bound.
    func rewind() { sqlite3_reset(handle) }

    func failure(_ code: Int32) -> SQLiteError {
        SQLiteError(code: code, message: String(cString: sqlite3_errmsg(sqlite3_db_handle(handle))), sql: sql)
    }
}
