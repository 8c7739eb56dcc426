import FoundationEssentials
import IdentityCore
import SQLiteKit
import Testing

@testable import StorageSQLite

private let acme = OrganizationID(rawValue: "acme")
private let north = TenantID(rawValue: "north")

@Test(arguments: [
    (UserQuery(organization: acme, limit: 9), "users_by_organization (organization=?"),
    (UserQuery(organization: acme, tenant: north, limit: 9), "users_by_tenant (tenant=?"),
])
func usersOfASmallOrganizationOrTenantAreFetchedByItsIndex(query: UserQuery, index: String) throws {
    for sort in UserSort.Field.allCases.map({ UserSort($0) }) {
        for after in [nil, sampleUser(1).position(in: sort)] {
            var query = query
            query.sort = sort
            query.after = after
            let steps = try plan(UserListStatement(query).text)
            #expect(steps.hasPrefix("SEARCH users USING INDEX \(index)"), "\(steps)")
            #expect(!steps.contains("SCAN"))
            // In its own order the index leads from page to page, and nothing is sorted but ties.
            if sort.field == .login { #expect(!steps.contains("TEMP B-TREE FOR ORDER BY"), "\(steps)") }
        }
    }
}

@Test(arguments: [UserQuery(organization: .standard, limit: 9), UserQuery(tenant: .standard, role: .member, limit: 9)])
func usersOfAHugeOrganizationTenantOrRoleAreMetAlongTheOrderOfTheList(query: UserQuery) throws {
    let steps = try plan(UserListStatement(query).text)
    #expect(steps == "SCAN users USING INDEX users_by_login")
}

@Test func theHoldersOfARareRoleAreFetchedByTheIndexOfRoles() throws {
    let query = UserQuery(organization: acme, role: .admin, sort: UserSort(.email), limit: 9)
    for steps in [
        try plan(UserListStatement(query, fewHoldTheRole: true).text), try plan(RoleHolders.count.text),
        try plan(RoleStatements.takeFromUsers.text), try plan(HolderStatements.fetched.text),
    ] {
        #expect(steps.contains("INDEX users_by_roles (is_enabled=? AND roles=?)"), "\(steps)")
        #expect(!steps.contains("SCAN users;") && !steps.contains("SCAN users USING"), "\(steps)")
    }
}

@Test func countingEnabledUsersReadsAnIndexOfThemOnly() throws {
    let steps = try plan(UsersTable.Text.countEnabledUpTo.text)
    #expect(steps.contains("users USING COVERING INDEX users_enabled"), "\(steps)")
}

@Test func aPageOfMembersBeginsInsideThePrimaryKeyAndSortsNothing() throws {
    let steps = try plan(MembershipStatements.members.text)
    #expect(
        steps == "SEARCH memberships USING PRIMARY KEY (group_id=? AND (member_key,member)>(?,?)); "
            + "SEARCH users USING INDEX sqlite_autoindex_users_1 (id=?)")
}

@Test(arguments: [
    GroupQuery(limit: 9), GroupQuery(level: .top, limit: 9), GroupQuery(organization: acme, limit: 9),
    GroupQuery(organization: acme, level: .top, limit: 9), GroupQuery(level: .below(GroupID(UUID())), limit: 9),
    GroupQuery(organization: acme, level: .below(GroupID(UUID())), limit: 9),
])
func aPageOfGroupsWalksItsIndexAndSortsNothing(query: GroupQuery) throws {
    var query = query
    #expect(!(try plan(GroupListStatement(query).text)).contains("TEMP B-TREE"))
    query.after = GroupPosition(key: "k", id: GroupID(UUID()))
    let steps = try plan(GroupListStatement(query).text)
    #expect(steps.hasPrefix("SEARCH groups USING INDEX"), "\(steps)")
    #expect(steps.contains("name_key") && !steps.contains("TEMP B-TREE"), "\(steps)")
}

@Test(arguments: [
    LineageStatements.ofGroups, LineageStatements.ofUser, LineageStatements.below, MembershipStatements.membersBelow,
    MembershipStatements.ofUser, GroupStatements.mapped, GroupStatements.byNameBelow, GroupStatements.byNameAtTop,
    MembershipStatements.remove, MembershipStatements.renameMember, GroupStatements.hasBelow,
    DocumentsTable.Text.ofOwners, DocumentsTable.Text.removeAll, UserWriteStatements.touch,
])
func noStatementOfGroupsOrDocumentsReadsATableWhole(sql: SQL) throws {
    let steps = try plan(sql.text)
    for table in ["users", "groups", "memberships", "group_mappings", "documents"] {
        #expect(!(steps + ";").contains("SCAN \(table);") && !steps.contains("SCAN \(table) "), "\(steps)")
    }
}

@Test func storingASignInWritesNoIndexAnew() throws {
    func indexWrites(_ sql: SQL) throws -> Int {
        try explain("EXPLAIN " + sql.text, column: 1).count { $0 == "IdxInsert" || $0 == "IdxDelete" }
    }
    #expect(try indexWrites(UserWriteStatements.update) == 0)
    #expect(try indexWrites(UserWriteStatements.touch) == 0)
    #expect(try indexWrites(UserWriteStatements.replace) > 0)
}

@Test func removingAUserLooksForImpersonatedSessionsByTheirIndex() throws {
    let steps = try plan("SELECT 1 FROM sessions WHERE impersonator = ?1")
    #expect(steps.contains("sessions_by_impersonator"), "\(steps)")
}
