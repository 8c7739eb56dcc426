import CSQLite

/// How long the write-ahead log was after the connection's last commit, as SQLite tells it. While it is installed,
/// SQLite moves no log into the file by itself.
final class SQLiteLogSize {
    /// In pages, those of other connections included. On the heap because C keeps its address.
    private let cell: UnsafeMutablePointer<Int32>

    init() {
        cell = .allocate(capacity: 1)
        cell.initialize(to: 0)
    }

    deinit { cell.deallocate() }

    var pages: Int { Int(cell.pointee) }

    /// The connection must not be used any more once this object is gone.
    func install(on database: OpaquePointer) {
        _ = sqlite3_wal_hook(
            database,
            { raw, _, _, pages in
                raw!.storeBytes(of: pages, as: Int32.self)
                return SQLITE_OK
            }, cell)
    }
}
