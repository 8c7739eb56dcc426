package import IdentityCore
import SQLiteKit
import Threading

/// The store in one SQLite file with a write-ahead log. Other processes may read and write the file at the same time.
///
/// An answered write has been synced to the disk. Point reads run on the calling thread, scans on threads of their
/// own, writes on the writer's.
package final class SQLiteStorage: Storage {
    /// What opening the file did to its schema.
    package let migration: MigrationReport

    private let configuration: SQLiteStorageConfiguration
    private let readers: ReaderPool
    private let scans: BlockingPool
    private let writer: GroupCommitWriter
    private let watch: ChangeWatch
    private let statements = StatementCount()

    /// How long a read may wait on the calling thread for a lock; in write-ahead mode readers wait only while another
    /// process recovers or removes the log.
    private static let readBusyTimeout = Duration.milliseconds(250)

    /// Makes the file if there is none, brings its schema up to date, and opens it.
    package static func open(
        _ configuration: SQLiteStorageConfiguration
    ) throws(SQLiteOpenProblem) -> SQLiteStorage {
        try open(configuration, migrations: Migration.all)
    }

    static func open(
        _ configuration: SQLiteStorageConfiguration, migrations: [Migration]
    ) throws(SQLiteOpenProblem) -> SQLiteStorage {
        if configuration.createsIfMissing {
            _ = try DatabaseFile.createIfMissing(configuration.path)
        } else if !DatabaseFile.exists(configuration.path) {
            throw .missing(path: configuration.path)
        }
        let migrator = Migrator(
            path: configuration.path, busyTimeout: configuration.busyTimeout, migrations: migrations)
        let migration = try migrator.run(now: configuration.clock)
        return SQLiteStorage(configuration, migrator: migrator, migration: migration)
    }

    private init(_ configuration: SQLiteStorageConfiguration, migrator: Migrator, migration: MigrationReport) {
        self.configuration = configuration
        self.migration = migration
        let faults = StorageFaults(ids: configuration.ids, report: configuration.report)
        let file = StandingFile(path: configuration.path, faults: faults)
        readers = ReaderPool(
            file: file, size: configuration.readerCount, busyTimeout: min(Self.readBusyTimeout, migrator.busyTimeout),
            faults: faults, count: statements)
        scans = BlockingPool(
            name: "sqlite-scan", threads: configuration.scanThreads, queueLimit: configuration.scanQueueLimit)
        watch = ChangeWatch(file: file, faults: faults)
        let connection = WriterConnection(
            file: file, migrator: migrator,
            upkeep: LogUpkeep(moveAt: configuration.logMovedAt, emptyAt: configuration.logEmptiedAt), faults: faults,
            count: statements, auditChain: AuditChain(configuration.auditChaining))
        writer = GroupCommitWriter(
            queueLimit: configuration.writeQueueLimit, largestGroup: configuration.largestGroup,
            connection: connection, faults: faults)
    }

    /// A storage that was dropped without `close` leaves no threads behind.
    deinit {
        writer.beginClosing()
        scans.close()
    }

    package func read<Result: Sendable>(
        _ cost: ReadCost, _ body: @escaping @Sendable (any StoreReading) throws -> Result
    ) async throws(ServiceError) -> Result {
        switch cost {
        case .point:
            return try readers.read(body)
        case .scan:
            let deadline = configuration.scanDeadline
            return try await onScanThread { [readers] in try readers.read(deadline: deadline, body) }
        }
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreWriting) throws -> Result
    ) async throws(ServiceError) -> Result {
        try await writer.write { try body($0) }
    }

    package func changeMarker() throws(ServiceError) -> ChangeMarker { try watch.marker() }

    package func probe() async throws(ServiceError) {
        // Written first: it finds out when another file stands at the path.
        try await writer.write { try ProbeTable(statements: $0.statements).write() }
        _ = try readers.read { try $0.users.find(.login(Login(storedDisplay: "", key: ""))) }
    }

    package func close() async {
        await writer.close()
        scans.close()
        await readers.close()
        watch.close()
    }

    /// Copies the database as it stands at one moment to a new file, while others go on reading and writing.
    /// - Throws: `alreadyExists` when there is such a file.
    package func backup(to target: String) async throws(SQLiteOpenProblem) {
        let path = configuration.path
        let busyTimeout = configuration.busyTimeout
        let outcome = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Void, SQLiteOpenProblem>, Never>) in
            NamedThread.start("sqlite-backup") {
                continuation.resume(
                    returning: Result { () throws(SQLiteOpenProblem) in
                        try DatabaseCopy.make(of: path, to: target, busyTimeout: busyTimeout)
                    })
            }
        }
        try outcome.get()
    }

    /// What is going on, for metrics.
    package var load: SQLiteStorageLoad {
        let counts = writer.counts
        let scanning = scans.load
        return SQLiteStorageLoad(
            waitingWrites: writer.waiting, waitingScans: scanning.waiting, runningScans: scanning.running,
            commits: counts.commits, writes: counts.writes, statements: statements.value)
    }

    private func onScanThread<Result: Sendable>(
        _ body: @escaping @Sendable () throws -> Result
    ) async throws(ServiceError) -> Result {
        do {
            return try await scans.run(body)
        } catch let known as ServiceError {
            throw known
        } catch is BlockingPool.Saturated {
            throw .limited(retryAfterSeconds: 1)
        } catch {
            // Closed, or the caller was cancelled before the scan began.
            throw .unavailable(.storage)
        }
    }
}
