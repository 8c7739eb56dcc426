import FoundationEssentials
import IdentityCore
import StorageConformance
import StorageMemory
import Testing

private struct RandomIDs: IDGenerator {
    func uuid() -> UUID { UUID() }
}

@Test(arguments: StorageConformance.promises)
func theStorageInMemoryKeeps(promise: StoragePromise) async throws {
    try await promise.check(MemoryStorage(ids: RandomIDs()))
}
