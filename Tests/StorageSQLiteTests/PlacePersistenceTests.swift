import IdentityCore
import Testing

@testable import StorageSQLite

@Test func numbersAreNotGivenAgainAfterARestart() async throws {
    let folder = TestFolder()
    let now = FixedClock().now()
    let workspace = Workspace(
        id: WorkspaceID(sampleUser(1).id.rawValue), number: 0, organization: .standard, name: "lab", createdBy: nil,
        createdAt: now, updatedAt: now)
    let resource = Resource(
        organization: .standard, type: "model", id: "m", number: 0, name: "M", createdAt: now, updatedAt: now)
    var given: [[Int64]] = []
    for _ in 1...3 {
        let storage = try folder.open()
        given.append(
            try await storage.write { store in
                let numbers = [
                    try store.workspaceWrites.insert(workspace).number,
                    try store.resourceWrites.insert(resource).number,
                ]
                try store.workspaceWrites.remove(workspace.id)
                try store.resourceWrites.remove(resource.key)
                return numbers
            })
        await storage.close()
    }
    #expect(given[0][0] < given[1][0] && given[1][0] < given[2][0])
    #expect(given[0][1] < given[1][1] && given[1][1] < given[2][1])
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
}

@Test func theAdmittedSealingKeyHoldsForEveryProcess() async throws {
    let folder = TestFolder()
    let one = try folder.open()
    let other = try folder.open()
    try await one.insert(sampleUser(1))
    try await one.write { try $0.sealedItemWrites.admit(only: SealingKeyID(rawValue: "new")) }
    let item = SealedItem(
        binding: SealBinding(purpose: .userSecret, user: sampleUser(1).id, name: "k"),
        sealed: SealedSecret(
            key: SealingKeyID(rawValue: "old"), nonce: [UInt8](repeating: 1, count: 12),
            box: [UInt8](repeating: 2, count: 17)),
        createdAt: FixedClock().now(), updatedAt: FixedClock().now())
    #expect(try await other.write { try $0.sealedItemWrites.put(item) } == false)
    #expect(try await one.read(.point) { try $0.sealedItems.find(item.binding) } == nil)
    await one.close()
    await other.close()
}
