package import IdentityCore

/// How a database file is opened.
package struct SQLiteStorageConfiguration: Sendable {
    package var path: String
    /// Whether a missing file is made. Otherwise it is a problem.
    package var createsIfMissing = true
    /// How long a write waits for another process's lock.
    package var busyTimeout = Duration.seconds(5)
    /// Connections for reading that are kept open; further ones are opened when so many read at once.
    package var readerCount = 4
    package var scanThreads = 2
    /// Scans that may wait; the next one is `limited`.
    package var scanQueueLimit = 64
    /// After which a scan ends with `unavailable(.storage)`.
    package var scanDeadline = Duration.seconds(10)
    /// Writes that may wait; the next one is `limited`.
    package var writeQueueLimit = 1_024
    /// Writes that share one commit at most.
    package var largestGroup = 256
    /// Pages of 4 KiB in the write-ahead log at which it is moved into the file.
    package var logMovedAt = 4_000
    /// Pages of log at which the writer waits a moment for readers, so that it can begin anew.
    package var logEmptiedAt = 32_000
    /// The time that is noted beside a migration.
    package var clock: any Clock
    /// Makes the codes that chain the audit records.
    package var auditChaining: any AuditChaining
    /// Numbers the incidents.
    package var ids: any IDGenerator
    /// Called with the incident and its cause, free of stored values, for every internal failure and for the first
    /// refusal of each outage. Must return at once.
    package var report: @Sendable (_ incident: String, _ cause: String) -> Void

    package init(
        path: String, auditChaining: any AuditChaining, clock: any Clock, ids: any IDGenerator,
        report: @escaping @Sendable (_ incident: String, _ cause: String) -> Void
    ) {
        self.path = path
        self.auditChaining = auditChaining
        self.clock = clock
        self.ids = ids
        self.report = report
    }
}
