import CSQLite

private enum LogSQL {
    static let move = SQL("PRAGMA wal_checkpoint(PASSIVE)")
    static let truncate = SQL("PRAGMA wal_checkpoint(TRUNCATE)")
}

extension SQLiteConnection {
    /// From here on the owner moves the log into the file, at a time of its choosing; SQLite would do it within
    /// `commit`, while callers wait for their answers.
    package func takeOverLog() { logSize.install(on: handle) }

    /// Pages in the write-ahead log after the last commit of this connection; 0 before the first, or without
    /// `takeOverLog`.
    package var logPages: Int { logSize.pages }

    /// Moves into the file what no reader still needs in the log; waits for nobody.
    package func moveLog() throws(SQLiteError) { _ = try first(LogSQL.move) { _ in } }

    /// Moves the whole log into the file and makes it empty, which needs a moment when no reader needs it.
    /// - Parameter patience: how long to wait for readers; meanwhile nobody can write.
    /// - Returns: whether such a moment came.
    package func emptyLog(patience: Duration) throws(SQLiteError) -> Bool {
        sqlite3_busy_timeout(handle, Int32(clamping: patience.wholeMilliseconds))
        defer { sqlite3_busy_timeout(handle, Int32(clamping: busyTimeout.wholeMilliseconds)) }
        return try first(LogSQL.truncate) { !$0.bool(0) } ?? false
    }
}
