import FoundationEssentials
import IdentityCore
import SQLiteKit
import Testing
import Threading

@testable import StorageSQLite

/// Reads so that at each moment at least one read is going on, each for a few milliseconds.
private func readWithoutPause(_ path: String, until isOver: @escaping @Sendable () -> Bool) async throws {
    let look = SQL("SELECT count(*) FROM users")
    var current = try SQLiteConnection(path: path, mode: .read, busyTimeout: .seconds(5))
    var next = try SQLiteConnection(path: path, mode: .read, busyTimeout: .seconds(5))
    while !isOver() {
        try next.beginReading()
        _ = try next.first(look) { $0.int(0) }
        current.rollback()
        swap(&current, &next)
        try await Task.sleep(for: .milliseconds(3))
    }
}

@Test func aLogStaysShortThoughReadersOverlapWithoutEnd() async throws {
    let folder = TestFolder()
    var configuration = folder.configuration()
    (configuration.logMovedAt, configuration.logEmptiedAt) = (20, 100)
    let storage = try SQLiteStorage.open(configuration)
    try await storage.insert(sampleUser(1))
    let isOver = Locked(false)
    let reading = Task { try await readWithoutPause(folder.database) { isOver.withLock { $0 } } }
    let detail = String(repeating: "x", count: 16_000)
    var longest = 0
    for _ in 1...200 {
        try await storage.write { store in
            let fact = AuditEntry(
                at: FixedClock().now(), actor: .system, action: .userEdited, object: nil, detail: detail)
            try store.auditWrites.append(fact)
        }
        longest = max(longest, FileManager.default.contents(atPath: folder.database + "-wal")?.count ?? 0)
    }
    isOver.withLock { $0 = true }
    try await reading.value
    // More than 1,000 pages were written.
    #expect(longest < 400 * 4_096)
    #expect(folder.reports.causes.isEmpty)
    await storage.close()
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
}

@Test func aReaderThatStaysHoldsUpNoWriter() async throws {
    let folder = TestFolder()
    var configuration = folder.configuration()
    (configuration.logMovedAt, configuration.logEmptiedAt) = (50, 100)
    let storage = try SQLiteStorage.open(configuration)
    try await storage.insert(sampleUser(1))
    let reader = try SQLiteConnection(path: folder.database, mode: .read, busyTimeout: .zero)
    try reader.beginReading()
    _ = try reader.first(SQL("SELECT count(*) FROM users")) { $0.int(0) }
    for number in UInt8(2)...30 { try await storage.insert(sampleUser(number)) }
    #expect(try await storage.count() == 30)
    #expect(try reader.first(SQL("SELECT count(*) FROM users")) { $0.int(0) } == 1)
    #expect(folder.reports.causes.isEmpty)
    reader.rollback()
    await storage.close()
}
