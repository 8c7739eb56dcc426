private enum TransactionSQL {
    static let beginRead = SQL("BEGIN")
    static let beginWrite = SQL("BEGIN IMMEDIATE")
    static let commit = SQL("COMMIT")
    static let rollback = SQL("ROLLBACK")
    static let savepoint = SQL("SAVEPOINT part")
    static let release = SQL("RELEASE part")
    static let rollbackToSavepoint = SQL("ROLLBACK TO part")
    static let schemaVersion = SQL("PRAGMA schema_version")
    static let dataVersion = SQL("PRAGMA data_version")
}

extension SQLiteConnection {
    /// What is read from here to `commit` is the state of one moment.
    package func beginReading() throws(SQLiteError) { try run(TransactionSQL.beginRead) }

    /// Takes the write lock at once, so that no later statement can fail for it.
    package func beginWriting() throws(SQLiteError) { try run(TransactionSQL.beginWrite) }

    package func commit() throws(SQLiteError) { try run(TransactionSQL.commit) }

    /// Ends the transaction if one stands. What it can't undo now is undone when the file is next opened.
    package func rollback() {
        guard isInTransaction else { return }
        _ = try? run(TransactionSQL.rollback)
    }

    /// Begins a part of the transaction that can be undone alone. Parts don't nest.
    package func beginPart() throws(SQLiteError) { try run(TransactionSQL.savepoint) }

    package func keepPart() throws(SQLiteError) { try run(TransactionSQL.release) }

    package func undoPart() throws(SQLiteError) {
        try run(TransactionSQL.rollbackToSavepoint)
        try run(TransactionSQL.release)
    }

    /// Differs from an earlier answer when somebody has changed tables or indexes.
    package func schemaVersion() throws(SQLiteError) -> Int64? {
        try first(TransactionSQL.schemaVersion) { $0.int64(0) }
    }

    /// Differs from an earlier answer of the same connection when another one, of whatever process, has committed.
    package func dataVersion() throws(SQLiteError) -> UInt32 {
        try first(TransactionSQL.dataVersion) { row in UInt32(truncatingIfNeeded: row.int64(0)) } ?? 0
    }
}
