import CSQLite
import Glibc

/// Stops a statement that works too long, from inside: SQLite asks it every few thousand steps.
final class SQLiteDeadline {
    /// Monotonic nanoseconds; 0 is no deadline. On the heap because C keeps its address.
    private let cell: UnsafeMutablePointer<UInt64>
    /// Instructions of SQLite's machine between two looks at the clock: some ten microseconds.
    private static let stepsBetweenLooks: Int32 = 4_000

    init() {
        cell = .allocate(capacity: 1)
        cell.initialize(to: 0)
    }

    deinit { cell.deallocate() }

    /// The connection must not be used any more once this object is gone.
    func install(on database: OpaquePointer) {
        sqlite3_progress_handler(
            database, Self.stepsBetweenLooks,
            { raw in
                let limit = raw!.load(as: UInt64.self)
                return limit != 0 && monotonicNanoseconds() > limit ? 1 : 0
            }, cell)
    }

    func set(after time: Duration) {
        cell.pointee = monotonicNanoseconds() + UInt64(max(time.wholeMilliseconds, 0)) * 1_000_000
    }

    func clear() { cell.pointee = 0 }
}

private func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
