import FoundationEssentials
import IdentityCore
import SQLiteKit
import Testing

@testable import StorageSQLite

@Test(arguments: [
    InvitationsTable.Text.byID, InvitationsTable.Text.ofUser, InvitationsTable.Text.replace,
    OneTimeCodesTable.Text.byDigest, OneTimeCodesTable.Text.ofUser, OneTimeCodesTable.Text.remove,
    OneTimeCodesTable.Text.removeAll, OneTimeCodesTable.Text.removeExpired,
])
func aStatementOnInvitationsAndCodesSearchesAndSortsNothing(sql: SQL) throws {
    let steps = try plan(sql.text)
    #expect(steps.contains("SEARCH"))
    #expect(!steps.contains("SCAN") && !steps.contains("TEMP B-TREE"), "\(steps)")
}

@Test(arguments: [nil] + InvitationState.allCases.map(Optional.some), [nil, OrganizationID.standard])
func aPageOfInvitationsBeginsInsideItsIndexAndSortsNothing(state: InvitationState?, place: OrganizationID?) throws {
    let query = InvitationQuery(organization: place, state: state, at: sampleUser(1).createdAt, limit: 9)
    let steps = try plan(InvitationListStatement(query).text)
    #expect(steps.hasPrefix("SEARCH invitations USING INDEX invitations_"), "\(steps)")
    #expect(!steps.contains("SCAN") && !steps.contains("TEMP B-TREE"), "\(steps)")
}

@Test func aPasswordOfADatabaseFromBeforeInvitationsHasNoEnd() async throws {
    let folder = TestFolder()
    let before = Array(Migration.all.prefix { $0.name < "030" })
    await (try SQLiteStorage.open(folder.configuration(), migrations: before)).close()
    let user = sampleUser(1)
    do {
        let old = try SQLiteConnection(path: folder.database, mode: .readWrite, busyTimeout: .seconds(5))
        try old.run(
            SQL(
                """
                INSERT INTO users (id, login, login_key, email_key, display_name, display_name_key, is_enabled, source,
                    roles, required_actions, created_at, updated_at, failed_logins, version)
                VALUES (?1, 'user1', 'user1', '', 'User 1', 'user 1', 1, 'local', '', '', ?2, ?2, 0, 1)
                """), user.id.rawValue, user.createdAt.microseconds)
        try old.run(
            SQL("INSERT INTO passwords (user, hash, changed_at) VALUES (?1, 'old', ?2)"), user.id.rawValue,
            user.createdAt.microseconds)
    }
    let storage = try folder.open()
    let found = try await storage.read(.point) { store in try store.passwords.find(of: user.id) }
    #expect(
        found
            == PasswordCredential(
                user: user.id, hash: PasswordHash(encoded: "old"), changedAt: user.createdAt, validUntil: nil))
    await storage.close()
}
