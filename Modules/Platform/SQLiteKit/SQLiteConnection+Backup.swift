import CSQLite

extension SQLiteConnection {
    /// Copies everything, as it stands at one moment, over the content of `target`. Others may write meanwhile.
    package func copy(to target: SQLiteConnection) throws(SQLiteError) {
        guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
            throw target.lastFailure()
        }
        // All pages in one step: a write-ahead log lets writers go on, and the copy never has to start again.
        let code = sqlite3_backup_step(backup, -1)
        let end = sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else {
            throw SQLiteError(code: code, message: String(cString: sqlite3_errstr(code)))
        }
        guard end == SQLITE_OK else { throw target.lastFailure() }
    }

    private func lastFailure() -> SQLiteError {
        SQLiteError(code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
    }
}
