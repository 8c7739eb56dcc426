import FoundationEssentials
import Glibc
import IdentityCore
import Testing

@testable import StorageSQLite

@Test func whatWasWrittenIsThereAfterReopening() async throws {
    let folder = TestFolder()
    let first = try folder.open()
    try await first.insert(sampleUser(1))
    let stored = try await first.read(.point) { try $0.users.find(.id(sampleUser(1).id)) }
    await first.close()
    let second = try folder.open()
    #expect(second.migration == MigrationReport())
    #expect(try await second.read(.point) { try $0.users.find(.id(sampleUser(1).id)) } == stored)
    await second.close()
}

@Test func closingLeavesOneFileThatOnlyItsOwnerMayRead() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    try await storage.insert(sampleUser(1))
    for file in folder.files { #expect(mode(of: folder.path + "/" + file) == 0o600, "\(file)") }
    await storage.close()
    #expect(folder.files == ["gatehouse.sqlite"])
}

@Test func aMissingFileIsRefusedWhenItMayNotBeMade() throws {
    let folder = TestFolder()
    var configuration = folder.configuration()
    configuration.createsIfMissing = false
    #expect(throws: SQLiteOpenProblem.missing(path: folder.database)) { try SQLiteStorage.open(configuration) }
    #expect(folder.files.isEmpty)
}

@Test func aMissingFolderIsRefusedByName() throws {
    let path = TestFolder().path + "/none/gatehouse.sqlite"
    #expect(throws: SQLiteOpenProblem.notADirectory(path: path)) {
        try SQLiteStorage.open(TestFolder().configuration(at: path))
    }
}

@Test func aFileWhoseNameCouldNotBeSyncedIsNotLeftBehind() {
    let folder = TestFolder()
    let problem = SQLiteOpenProblem.system(path: folder.path, errno: EIO)
    #expect(throws: problem) {
        try DatabaseFile.create(folder.database) { _ throws(SQLiteOpenProblem) in
            throw .system(path: folder.path, errno: EIO)
        }
    }
    #expect(folder.files.isEmpty)
}

@Test func aDroppedStorageLetsGoOfItsFile() async throws {
    let folder = TestFolder()
    do {
        let storage = try folder.open()
        try await storage.insert(sampleUser(1))
    }
    let again = try folder.open()
    #expect(try await again.count() == 1)
    await again.close()
}

func mode(of path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
}
