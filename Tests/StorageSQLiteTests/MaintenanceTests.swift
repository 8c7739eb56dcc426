import FoundationEssentials
import IdentityCore
import SQLiteKit
import Testing

@testable import StorageSQLite

@Test func aSoundDatabaseHasNoFindings() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    try await storage.insert(sampleUser(1))
    // While the server has it open, too.
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
    await storage.close()
    let status = try SQLiteMaintenance(path: folder.database).migrationStatus()
    #expect(status == MigrationStatus(applied: Migration.all.map(\.name), pending: [], unknown: []))
}

@Test func aCheckNamesWhatWasTamperedWith() async throws {
    let folder = TestFolder()
    await (try folder.open()).close()
    do {
        let tool = try SQLiteConnection(path: folder.database, mode: .readWrite, busyTimeout: .zero)
        try tool.execute(
            """
            PRAGMA foreign_keys = OFF;
            DROP INDEX users_by_email;
            CREATE TABLE stray (one INTEGER);
            INSERT INTO passwords (user, hash, changed_at) VALUES (x'00', 'h', 0);
            """)
    }
    let findings = try SQLiteMaintenance(path: folder.database).check()
    #expect(
        findings == [
            "A row of passwords refers to a row of users that does not exist.",
            "index users_by_email is missing.", "table stray does not belong here.",
        ])
}

@Test func aCheckNamesADamagedPage() async throws {
    let folder = TestFolder()
    await (try folder.open()).close()
    try Damage.overwriteUsers(in: folder.database)
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty == false)
}

@Test func maintenanceOfAMissingFileSaysSoAndMakesNone() throws {
    let folder = TestFolder()
    let maintenance = SQLiteMaintenance(path: folder.database)
    let missing = SQLiteOpenProblem.missing(path: folder.database)
    #expect(throws: missing) { try maintenance.check() }
    #expect(throws: missing) { try maintenance.migrationStatus() }
    #expect(throws: missing) { try maintenance.migrate(now: FixedClock()) }
    #expect(throws: missing) { try maintenance.backup(to: folder.path + "/copy") }
    #expect(folder.files.isEmpty)
}

@Test func aBackupTakenWhileOthersWriteIsWholeAndPrivate() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    let copy = folder.path + "/copy.sqlite"
    try await withThrowingTaskGroup { group in
        group.addTask {
            // Two users in one transaction: a copy with one of them would be torn.
            for number in UInt8(1)...100 {
                try await storage.write { store in
                    try store.userWrites.insert(sampleUser(number))
                    try store.userWrites.insert(sampleUser(number + 100))
                }
            }
        }
        group.addTask { try await storage.backup(to: copy) }
        try await group.waitForAll()
    }
    await storage.close()
    #expect(mode(of: copy) == 0o600)
    #expect(folder.files.contains { $0.hasPrefix("copy.sqlite-") } == false)
    #expect(try SQLiteMaintenance(path: copy).check().isEmpty)
    let restored = try SQLiteStorage.open(folder.configuration(at: copy))
    #expect(try await restored.count() % 2 == 0)
    await restored.close()
}

@Test func aBackupOverwritesNothing() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    let copy = folder.path + "/copy.sqlite"
    try "precious".write(toFile: copy, atomically: false, encoding: .utf8)
    let problem = SQLiteOpenProblem.alreadyExists(path: copy)
    await #expect(throws: problem) { try await storage.backup(to: copy) }
    #expect(throws: problem) { try SQLiteMaintenance(path: folder.database).backup(to: copy) }
    #expect(throws: SQLiteOpenProblem.alreadyExists(path: folder.database)) {
        try SQLiteMaintenance(path: folder.database).backup(to: folder.database)
    }
    #expect(try String(contentsOfFile: copy, encoding: .utf8) == "precious")
    await storage.close()
}
