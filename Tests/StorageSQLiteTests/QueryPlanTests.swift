import FoundationEssentials
import IdentityCore
import SQLiteKit
import Testing

@testable import StorageSQLite

/// What SQLite would do for a statement, step by step.
func plan(_ sql: String) throws -> String {
    try explain("EXPLAIN QUERY PLAN " + sql, column: 3).joined(separator: "; ")
}

func explain(_ sql: String, column: Int32) throws -> [String] {
    let folder = TestFolder()
    _ = try DatabaseFile.createIfMissing(folder.database)
    _ = try Migrator(path: folder.database, busyTimeout: .seconds(5)).run(now: FixedClock())
    let connection = try SQLiteConnection(path: folder.database, mode: .read, busyTimeout: .zero)
    return try connection.all(SQL(sql)) { $0.text(column) }
}

private let sorts = UserSort.Field.allCases.flatMap { [UserSort($0), UserSort($0, descending: true)] }
private let indexes: [UserSort.Field: String] = [
    .login: "users_by_login", .email: "users_by_email", .displayName: "users_by_display_name",
    .createdAt: "users_by_created_at",
]

@Test(arguments: sorts)
func aFirstPageWalksItsIndexAndSortsNothing(sort: UserSort) throws {
    let steps = try plan(UserListStatement(UserQuery(sort: sort, limit: 50)).text)
    #expect(steps == "SCAN users USING INDEX \(try #require(indexes[sort.field]))")
}

@Test(arguments: sorts)
func aLaterPageBeginsInsideItsIndexAndSortsNothing(sort: UserSort) throws {
    let position = sampleUser(1).position(in: sort)
    for query in [
        UserQuery(sort: sort, after: position, limit: 50),
        UserQuery(search: "x", isEnabled: true, source: .local, sort: sort, after: position, limit: 50),
    ] {
        let steps = try plan(UserListStatement(query).text)
        #expect(steps.hasPrefix("SEARCH users USING INDEX \(try #require(indexes[sort.field])) ("))
        #expect(!steps.contains("TEMP B-TREE"))
    }
}

@Test(arguments: [
    UsersTable.Text.byID, UsersTable.Text.byLogin, UsersTable.Text.byEmail, UsersTable.Text.byExternalID,
    UserWriteStatements.remove, SessionStatements.byDigest, SessionStatements.byID, SessionStatements.list,
    SessionStatements.listOfUser, SessionStatements.remove, SessionStatements.removeAll,
    SessionStatements.removeExpired,
])
func aStatementByKeyScansAndSortsNothing(sql: SQL) throws {
    let steps = try plan(sql.text)
    #expect(steps.contains("SEARCH"))
    #expect(!steps.contains("SCAN") && !steps.contains("TEMP B-TREE"))
}

@Test(arguments: [
    UsersTable.Text.firstOfSource, UsersTable.Text.nextOfSource, UsersTable.Text.byExternalIDs,
    UsersTable.Text.countOfSource, UsersTable.Text.byKeys, MembershipStatements.ofUsers,
])
func whatASyncAsksSearchesAnIndexAndReadsNoTable(sql: SQL) throws {
    let steps = try plan(sql.text)
    #expect(steps.contains("SEARCH"))
    #expect(!steps.contains("SCAN users") && !steps.contains("SCAN memberships"))
    #expect(!steps.contains("ORDER BY"))
}

@Test func countingTheHoldersOfARoleSearchesItsIndexOnly() throws {
    let steps = try plan(UsersTable.Text.countEnabled.text)
    #expect(!steps.contains("SCAN users") && !steps.contains("USING INDEX"))
    #expect(steps.contains("SEARCH users USING COVERING INDEX users_by_roles"))
}

/// Along an index or the table itself, between two sequences.
@Test(arguments: AuditTable.Search.all)
func anAuditSearchScansAndSortsNothing(sql: SQL) throws {
    let steps = try plan(sql.text)
    #expect(steps.hasPrefix("SEARCH audit USING IN"))
    #expect(steps.contains("rowid>? AND rowid<?"))
    #expect(!steps.contains("SCAN") && !steps.contains("TEMP B-TREE"))
}

@Test(arguments: [UserWriteStatements.insert, SessionStatements.insert, AuditTable.Text.append])
func anInsertionMakesNoTemporaryTable(sql: SQL) throws {
    let instructions = try explain("EXPLAIN " + sql.text, column: 1)
    #expect(instructions.contains("Insert"))
    #expect(!instructions.contains("OpenEphemeral"))
}
