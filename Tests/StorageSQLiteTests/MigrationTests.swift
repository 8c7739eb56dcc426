import FoundationEssentials
import Glibc
import IdentityCore
import SQLiteKit
import Testing
import Threading

@testable import StorageSQLite

private let planted = Migration(name: "999-planted", sql: "CREATE TABLE planted (one INTEGER) STRICT;")

@Test func aNewDatabaseTakesEveryMigrationAndNeedsNoCopy() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    #expect(storage.migration == MigrationReport(applied: Migration.all.map(\.name), copy: nil))
    await storage.close()
    #expect(folder.files == ["gatehouse.sqlite"])
}

@Test func anOlderDatabaseIsCopiedAndUpgraded() async throws {
    let folder = TestFolder()
    let old = try folder.open()
    try await old.insert(sampleUser(1))
    await old.close()
    let new = try SQLiteStorage.open(folder.configuration(), migrations: Migration.all + [planted])
    let copy = folder.database + ".before-999-planted"
    #expect(new.migration == MigrationReport(applied: ["999-planted"], copy: copy))
    #expect(try await new.count() == 1)
    await new.close()

    // The copy is the database as it was, for the older program.
    #expect(mode(of: copy) == 0o600)
    let before = try SQLiteStorage.open(folder.configuration(at: copy))
    #expect(before.migration == MigrationReport())
    #expect(try await before.count() == 1)
    await before.close()
}

@Test func theFirstReleasesCouldBeUpgradedStepByStep() async throws {
    let folder = TestFolder()
    for count in 1..<Migration.all.count {
        await (try SQLiteStorage.open(folder.configuration(), migrations: Array(Migration.all.prefix(count)))).close()
    }
    let storage = try folder.open()
    #expect(storage.migration.applied == [try #require(Migration.all.last).name])
    try await storage.probe()
    await storage.close()
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
}

@Test func anEarlierCopyIsNotOverwritten() async throws {
    let folder = TestFolder()
    await (try folder.open()).close()
    let copy = folder.database + ".before-999-planted"
    try "precious".write(toFile: copy, atomically: false, encoding: .utf8)
    let storage = try SQLiteStorage.open(folder.configuration(), migrations: Migration.all + [planted])
    #expect(storage.migration.copy == copy + ".2")
    #expect(try String(contentsOfFile: copy, encoding: .utf8) == "precious")
    await storage.close()
}

@Test func aNewerDatabaseIsRefusedByNameAndLeftAlone() async throws {
    let folder = TestFolder()
    await (try SQLiteStorage.open(folder.configuration(), migrations: Migration.all + [planted])).close()
    let before = FileManager.default.contents(atPath: folder.database)
    let problem = SQLiteOpenProblem.newer(path: folder.database, migration: "999-planted")
    #expect(throws: problem) { try folder.open() }
    #expect(problem.description.contains("999-planted") && problem.description.contains(folder.database))
    #expect(FileManager.default.contents(atPath: folder.database) == before)
    let status = try SQLiteMaintenance(path: folder.database).migrationStatus()
    #expect(status.unknown == ["999-planted"] && status.pending.isEmpty)
}

@Test func aDatabaseThatAnotherProcessUpgradesIsNotWrittenAnyMore() async throws {
    let folder = TestFolder()
    let storage = try folder.open()
    try await storage.insert(sampleUser(1))
    await (try SQLiteStorage.open(folder.configuration(), migrations: Migration.all + [planted])).close()
    for _ in 1...2 {
        await #expect(throws: ServiceError.unavailable(.storage)) { try await storage.insert(sampleUser(2)) }
    }
    #expect(try await storage.count() == 1)
    #expect(folder.reports.causes.count == 1)
    #expect(folder.reports.causes.allSatisfy { $0.contains("999-planted") })
    await storage.close()
}

@Test func aRestoredDatabaseOfAnOlderProgramIsNotWritten() async throws {
    let folder = TestFolder()
    let older = try SQLiteStorage.open(
        folder.configuration(at: folder.path + "/older"), migrations: Array(Migration.all.dropLast()))
    await older.close()
    let storage = try folder.open()
    #expect(rename(folder.path + "/older", folder.database) == 0)
    for _ in 1...2 {
        await #expect(throws: ServiceError.unavailable(.storage)) { try await storage.insert(sampleUser(2)) }
    }
    let missing = try #require(Migration.all.last).name
    #expect(folder.reports.causes.last?.contains(missing) == true)
    await storage.close()
}

@Test(arguments: ["not a database, but long enough to be taken for one by its size. ", "short"])
func aFileThatIsNoDatabaseIsRefusedAndLeftAlone(text: String) throws {
    let folder = TestFolder()
    let content = String(repeating: text, count: 64)
    try content.write(toFile: folder.database, atomically: false, encoding: .utf8)
    #expect(throws: SQLiteOpenProblem.notGatehouse(path: folder.database)) { try folder.open() }
    #expect(try String(contentsOfFile: folder.database, encoding: .utf8) == content)
}

@Test func anotherProgramsDatabaseIsRefusedAndLeftAlone() throws {
    let folder = TestFolder()
    try DatabaseFile.create(folder.database)
    do {
        let other = try SQLiteConnection(path: folder.database, mode: .readWrite, busyTimeout: .zero)
        try other.execute("CREATE TABLE recipes (name TEXT)")
    }
    let before = FileManager.default.contents(atPath: folder.database)
    #expect(throws: SQLiteOpenProblem.notGatehouse(path: folder.database)) { try folder.open() }
    #expect(throws: SQLiteOpenProblem.notGatehouse(path: folder.database)) {
        try SQLiteMaintenance(path: folder.database).migrate(now: FixedClock())
    }
    #expect(FileManager.default.contents(atPath: folder.database) == before)
}

@Test func aDatabaseThatCanHaveNoWriteAheadLogIsRefused() {
    // SQLite answers for a database in memory as it does for a file system that can't share memory.
    let migrator = Migrator(path: ":memory:", busyTimeout: .zero)
    #expect(throws: SQLiteOpenProblem.noWriteAheadLog(path: ":memory:")) { try migrator.run(now: FixedClock()) }
}

@Test func aDatabaseIsRecognisedWhileAnotherProcessMakesIt() async throws {
    let folder = TestFolder()
    try DatabaseFile.create(folder.database)
    let maker = try SQLiteConnection(path: folder.database, mode: .readWrite, busyTimeout: .seconds(5))
    try maker.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF")
    let making = Task.detached {
        for _ in 1...300 {
            try maker.execute("BEGIN; \(Migrator.ledger) COMMIT")
            try maker.execute("BEGIN; DROP TABLE migrations; PRAGMA application_id = 0; COMMIT")
        }
    }
    let isMaking = Locked(true)
    let watching = Task.detached {
        let connection = try SQLiteConnection(path: folder.database, mode: .read, busyTimeout: .seconds(5))
        var looks = 0
        while isMaking.withLock({ $0 }) || looks == 0 {
            _ = try DatabaseFile.recognise(connection, path: folder.database)
            looks += 1
        }
    }
    try await making.value
    isMaking.withLock { $0 = false }
    try await watching.value
}

@Test func aMigrationThatFailsIsUndoneWhole() async throws {
    let folder = TestFolder()
    await (try folder.open()).close()
    let broken = Migration(name: "999-broken", sql: "CREATE TABLE half (one INTEGER) STRICT; CREATE NONSENSE;")
    do {
        _ = try SQLiteStorage.open(folder.configuration(), migrations: Migration.all + [broken])
        Issue.record("a broken migration went through")
    } catch {
        guard case .migrationFailed(folder.database, "999-broken", _) = error else { throw error }
    }
    // Nothing has changed, so there is nothing to go back to.
    #expect(folder.files == ["gatehouse.sqlite"])
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
    await (try folder.open()).close()
}

@Test func manyWhoOpenANewFileAtOnceMigrateItOnce() async throws {
    let folder = TestFolder()
    let applied = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 1...8 {
            group.addTask {
                let storage = try folder.open()
                defer { withExtendedLifetime(storage) {} }
                return storage.migration.applied
            }
        }
        return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(applied.sorted() == Migration.all.map(\.name).sorted())
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
}
