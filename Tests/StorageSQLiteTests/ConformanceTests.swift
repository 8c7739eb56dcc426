import StorageConformance
import StorageSQLite
import Testing

@Test(arguments: StorageConformance.promises)
func theStorageInSQLiteKeeps(promise: StoragePromise) async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    try await promise.check(storage)
    await storage.close()
}
