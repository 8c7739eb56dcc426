import FoundationEssentials
import Glibc
import IdentityCore
import Testing

@testable import StorageSQLite

private let unavailable = ServiceError.unavailable(.storage)

@Test(arguments: [false, true])
func aFileThatWasMovedAwayIsUnavailableUntilItIsBack(hasWritten: Bool) async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    if hasWritten { try await storage.insert(sampleUser(1)) }
    #expect(try await storage.count() == (hasWritten ? 1 : 0))
    let marker = try storage.changeMarker()

    #expect(rename(folder.database, folder.database + ".away") == 0)
    await #expect(throws: unavailable) { try await storage.insert(sampleUser(2)) }
    await #expect(throws: unavailable) { try await storage.probe() }
    await #expect(throws: unavailable) { try await storage.count() }
    #expect(throws: unavailable) { try storage.changeMarker() }
    #expect(folder.reports.causes.first?.contains("\(folder.database) is gone") == true)

    #expect(rename(folder.database + ".away", folder.database) == 0)
    try await storage.probe()
    try await storage.insert(sampleUser(3))
    #expect(try await storage.count() == (hasWritten ? 2 : 1))
    #expect(try storage.changeMarker() != marker)
    await storage.close()
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
}

@Test func aRestoredFileIsGoneOnWith() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    try await storage.insert(sampleUser(1))
    let copy = folder.path + "/copy.sqlite"
    try await storage.backup(to: copy)
    try await storage.insert(sampleUser(2))
    #expect(try await storage.count() == 2)
    let marker = try storage.changeMarker()

    for side in ["-wal", "-shm"] { unlink(folder.database + side) }
    #expect(rename(copy, folder.database) == 0)
    await #expect(throws: unavailable) { try await storage.insert(sampleUser(3)) }
    #expect(folder.reports.causes.count == 1)
    try await storage.insert(sampleUser(3))
    let logins = try await storage.read(.point) { try $0.users.list(UserQuery(limit: 9)).map(\.login.key) }
    #expect(logins == ["user1", "user3"])
    #expect(try storage.changeMarker() != marker)
    await storage.close()
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
}

@Test func aFileThatWasReplacedBesideTheLogOfAnotherIsNotWritten() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    try await storage.insert(sampleUser(1))
    let copy = folder.path + "/copy.sqlite"
    try await storage.backup(to: copy)
    try await storage.insert(sampleUser(2))
    let content = FileManager.default.contents(atPath: copy)
    #expect(rename(copy, folder.database) == 0)
    for _ in 1...2 { await #expect(throws: unavailable) { try await storage.insert(sampleUser(3)) } }
    await #expect(throws: unavailable) { try await storage.probe() }
    #expect(folder.reports.causes.first?.contains("the log of the earlier file") == true)
    #expect(FileManager.default.contents(atPath: folder.database) == content)
    await storage.close()
}
