import FoundationEssentials
import IdentityCore
import SQLiteKit
import Testing

@testable import StorageSQLite

@Test func identifiersStandInTheOrderInWhichSQLiteHasThem() throws {
    let connection = try SQLiteConnection(path: ":memory:", mode: .memory, busyTimeout: .zero)
    try connection.execute("CREATE TABLE ids (id BLOB PRIMARY KEY)")
    // Some that only the last byte or only the first bit of all tells apart.
    let odd = [
        "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001",
        "80000000-0000-0000-0000-000000000000", "7fffffff-ffff-ffff-ffff-ffffffffffff",
        "00000000-0000-0000-8000-000000000000", "00000000-0000-0000-7fff-ffffffffffff",
    ].compactMap(UUID.init(uuidString:))
    let ids = odd + (0..<200).map { _ in UUID() }
    for id in ids { try connection.run(SQL("INSERT INTO ids VALUES (?1)"), id) }
    let stored = try connection.all(SQL("SELECT id FROM ids ORDER BY id")) { (row) throws(SQLiteError) in
        try row.uuid(0)
    }
    #expect(ids.map { OrderedUUID($0) }.sorted().map(\.id) == stored)
    #expect(OrderedUUID(odd[0]) == OrderedUUID(odd[0]) && OrderedUUID(odd[0]) != OrderedUUID(odd[1]))
}

@Test func openSessionsAreCountedFromOneUserWithSessionsToTheNext() throws {
    let steps = try plan(SessionStatements.countOpenOfNext.text)
    #expect(!steps.contains("SCAN"), "\(steps)")
    #expect(steps.contains("sessions_by_user"), "\(steps)")
}

@Test func groupsOfManyUsersAreAnsweredByTheIndexAlone() throws {
    let steps = try plan(MembershipStatements.groupsOfUser.text)
    #expect(steps == "SEARCH memberships USING COVERING INDEX memberships_by_member (member=?)")
}
