import FoundationEssentials
import IdentityCore
import SQLiteKit
import Testing

@testable import StorageSQLite

@Test func usersOfADatabaseWithoutOrganizationsComeToBelongToTheDefaultOnes() async throws {
    let folder = TestFolder()
    let first = Array(Migration.all.prefix { $0.name < "005" })
    #expect(first.map(\.name).last == "004-probe")
    await (try SQLiteStorage.open(folder.configuration(), migrations: first)).close()
    let wanted = sampleUser(1)
    do {
        let old = try SQLiteConnection(path: folder.database, mode: .readWrite, busyTimeout: .seconds(5))
        try old.run(
            SQL(
                """
                INSERT INTO users (id, login, login_key, email_key, display_name, display_name_key, is_enabled, source,
                    roles, required_actions, created_at, updated_at, failed_logins, version)
                VALUES (?1, 'user1', 'user1', '', 'User 1', 'user 1', 1, 'local', ?2, '', ?3, ?3, 0, 1)
                """), wanted.id.rawValue, UsersTable.mereMember, wanted.createdAt.microseconds)
    }
    let storage = try folder.open()
    try await storage.read(.point) { store throws in
        #expect(try store.users.find(.id(wanted.id)) == wanted)
        #expect(try store.users.list(UserQuery(organization: .standard, tenant: .standard, limit: 9)).count == 1)
        #expect(try store.users.countEnabled(upTo: 9) == 1)
        let organization = try #require(try store.organizations.find(.standard))
        #expect(organization.createdAt == FixedClock().now() && organization.version == 1)
        #expect(try store.tenants.find(.standard)?.organization == .standard)
    }
    await storage.close()
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
}
