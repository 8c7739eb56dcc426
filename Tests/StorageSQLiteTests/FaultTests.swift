import FoundationEssentials
import Glibc
import IdentityCore
import SQLiteKit
import Testing

@testable import StorageSQLite

private let unavailable = ServiceError.unavailable(.storage)

@Test func aDatabaseLockedByAnotherProcessIsUnavailableUntilItIsLetGo() async throws {
    let folder = TestFolder()
    var configuration = folder.configuration()
    configuration.busyTimeout = .milliseconds(20)
    let storage = try SQLiteStorage.open(configuration)
    let other = try SQLiteConnection(path: folder.database, mode: .readWrite, busyTimeout: .zero)
    try other.beginWriting()
    for _ in 1...3 { await #expect(throws: unavailable) { try await storage.insert(sampleUser(1)) } }
    await #expect(throws: unavailable) { try await storage.probe() }
    // Reading goes on meanwhile.
    #expect(try await storage.count() == 0)
    _ = try storage.changeMarker()
    // One outage, one report.
    #expect(folder.reports.causes.count == 1)
    other.rollback()
    try await storage.probe()
    try await storage.insert(sampleUser(1))
    #expect(try await storage.count() == 1)
    await storage.close()
}

@Test(.enabled(if: Damage.canMount, "needs the right to mount a small tmpfs"))
func aFullDiskIsUnavailableForWritesUntilThereIsRoom() async throws {
    let folder = TestFolder()
    try #require(Damage.mountSmallDisk(at: folder.path))
    defer { Damage.unmount(folder.path) }
    let storage = try folder.open()
    try await storage.insert(sampleUser(1))
    let filler = folder.path + "/filler"
    let descriptor = Glibc.open(filler, O_WRONLY | O_CREAT, 0o600)
    let block = [UInt8](repeating: 1, count: 4_096)
    while write(descriptor, block, block.count) > 0 {}
    close(descriptor)

    let detail = String(repeating: "x", count: 100_000)
    var kept = 0
    await #expect(throws: unavailable) {
        for _ in 1...100 {
            try await storage.write { store in
                try store.auditWrites.append(
                    AuditEntry(at: FixedClock().now(), actor: .system, action: .userEdited, object: nil, detail: detail)
                )
            }
            kept += 1
        }
    }
    #expect(try await storage.count() == 1)
    unlink(filler)
    try await storage.probe()
    try await storage.insert(sampleUser(2))
    #expect(try await storage.count() == 2)
    // What was answered is there, what was refused is not.
    #expect(try await storage.read(.scan) { try $0.audit.list(AuditQuery(limit: 1_000)).records.count } == kept)
    await storage.close()
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
}

@Test(.enabled(if: Damage.canMakeReadOnly, "needs a file system that can make files read-only"))
func aFileThatWasReadOnlyWhenOpenedCanBeWrittenOnceItMayBe() async throws {
    let folder = TestFolder()
    let earlier = try folder.open()
    try await earlier.insert(sampleUser(1))
    await earlier.close()
    #expect(Damage.makeReadOnly(folder.database))
    defer { Damage.makeWritable(folder.database) }
    let storage = try folder.open()
    #expect(try await storage.count() == 1)
    await #expect(throws: unavailable) { try await storage.insert(sampleUser(2)) }
    await #expect(throws: unavailable) { try await storage.probe() }
    Damage.makeWritable(folder.database)
    try await storage.probe()
    try await storage.insert(sampleUser(2))
    #expect(try await storage.count() == 2)
    await storage.close()
}

@Test func aDamagedPageIsUnavailableUntilTheFileIsMended() async throws {
    let folder = TestFolder()
    let earlier = try folder.open()
    try await earlier.insert(sampleUser(1))
    await earlier.close()
    let page = try Damage.usersPage(in: folder.database).page
    let original = try Damage.overwriteUsers(in: folder.database)
    let storage = try folder.open()
    let id = sampleUser(1).id
    await #expect(throws: unavailable) { try await storage.read(.point) { try $0.users.find(.id(id)) } }
    await #expect(throws: unavailable) { try await storage.read(.scan) { try $0.users.list(UserQuery(limit: 9)) } }
    await #expect(throws: unavailable) { try await storage.insert(sampleUser(2)) }
    try Damage.mend(folder.database, original, page: page)
    #expect(try await storage.read(.point) { try $0.users.find(.id(id)) }?.login.key == "user1")
    try await storage.insert(sampleUser(2))
    await storage.close()
}

@Test func aScanPastItsDeadlineIsStopped() async throws {
    let folder = TestFolder()
    var configuration = folder.configuration()
    configuration.scanDeadline = .zero
    let storage = try SQLiteStorage.open(configuration)
    try await storage.write { store in for number in 0...UInt8.max { try store.userWrites.insert(sampleUser(number)) } }
    await #expect(throws: unavailable) {
        try await storage.read(.scan) { try $0.users.list(UserQuery(search: "user", limit: 1_000)) }
    }
    // The connection is as good as before.
    #expect(try await storage.count() == 256)
    #expect(try await storage.read(.point) { try $0.users.list(UserQuery(search: "user", limit: 1_000)) }.count == 256)
    await storage.close()
}

@Test func anIncidentTellsItsCauseButNoValue() async throws {
    struct Leaky: Error { let password = "hunter2" }
    let folder = TestFolder()
    let storage = try folder.open()
    do {
        try await storage.write { _ in throw Leaky() }
        Issue.record("the error was lost")
    } catch {
        guard case .internalFailure = error else { throw error }
    }
    #expect(folder.reports.causes.count == 1)
    #expect(folder.reports.causes.allSatisfy { $0.contains("Leaky") && !$0.contains("hunter2") })
    await storage.close()
}

@Test func manyTransactionsLeaveAProbedFileNoLarger() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    try await storage.probe()
    await storage.close()
    let size = FileManager.default.contents(atPath: folder.database)?.count
    let again = try folder.open()
    for _ in 1...50 { try await again.probe() }
    await again.close()
    #expect(FileManager.default.contents(atPath: folder.database)?.count == size)
}
