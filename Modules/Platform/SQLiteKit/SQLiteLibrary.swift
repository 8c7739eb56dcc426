import CSQLite

/// Settings of the whole library in this process.
enum SQLiteLibrary {
    private static let isPrepared: Bool = csqlite_count_no_memory() == SQLITE_OK

    /// Called before the first connection; the library refuses later changes, which harms nothing. Without this every
    /// allocation of every connection takes one lock, to keep sums that nobody asks for.
    static func prepare() { _ = isPrepared }
}
