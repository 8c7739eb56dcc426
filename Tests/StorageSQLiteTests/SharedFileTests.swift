import IdentityCore
import StorageSQLite
import Testing

@Test func twoStoragesOnOneFileSeeEachOthersCommits() async throws {
    let folder = TestFolder()
    let server = try folder.open()
    let tool = try folder.open()
    let before = try server.changeMarker()
    #expect(try server.changeMarker() == before)
    try await tool.insert(sampleUser(1))
    #expect(try server.changeMarker() != before)
    #expect(try await server.count() == 1)

    let toolBefore = try tool.changeMarker()
    try await server.write { try $0.userWrites.remove(sampleUser(1).id) }
    #expect(try tool.changeMarker() != toolBefore)
    #expect(try await tool.count() == 0)
    await tool.close()
    try await server.insert(sampleUser(2))
    #expect(try await server.count() == 1)
    await server.close()
}

@Test func twoStoragesOnOneFileCanWriteAtTheSameTime() async throws {
    let folder = TestFolder()
    let storages = [try folder.open(), try folder.open()]
    try await withThrowingTaskGroup { group in
        for number in UInt8(1)...100 {
            group.addTask { try await storages[Int(number % 2)].insert(sampleUser(number)) }
        }
        try await group.waitForAll()
    }
    for storage in storages { #expect(try await storage.count() == 100) }
    for storage in storages { await storage.close() }
}
