/// What a storage is doing at one moment.
package struct SQLiteStorageLoad: Hashable, Sendable {
    package let waitingWrites: Int
    package let waitingScans: Int
    package let runningScans: Int
    /// Since the storage was opened; each may carry many writes.
    package let commits: UInt64
    /// Acknowledged since the storage was opened.
    package let writes: UInt64
    /// Run by transactions since the storage was opened.
    package let statements: UInt64
}
