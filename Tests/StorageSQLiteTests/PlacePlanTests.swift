import FoundationEssentials
import IdentityCore
import SQLiteKit
import Testing

@testable import StorageSQLite

@Test(arguments: [
    WorkspaceStatements.byID, WorkspaceStatements.byNumber, WorkspaceStatements.byName, WorkspaceStatements.replace,
    WorkspaceStatements.firstResource, WorkspaceStatements.remove, WorkspaceStatements.memberships,
    WorkspaceStatements.members, WorkspaceStatements.membership, WorkspaceStatements.countOwners,
    WorkspaceStatements.putMember, WorkspaceStatements.removeMember, AccessKeyStatements.byID,
    AccessKeyStatements.byDigest, AccessKeyStatements.byPreviousDigest, AccessKeyStatements.list,
    AccessKeyStatements.listOfOrganization, AccessKeyStatements.listOfUser, AccessKeyStatements.replace,
    AccessKeyStatements.touch, AccessKeyStatements.remove, ClientStatements.byID, ClientStatements.byKey,
    ClientStatements.list, ClientStatements.listOfRealm, ClientStatements.replace, ClientStatements.replaceSettings,
    ClientStatements.remove, ClientStatements.secret, ClientStatements.secrets, ClientStatements.putSecret,
    GrantStatements.code, GrantStatements.useCode, GrantStatements.device, GrantStatements.deviceByUserCode,
    GrantStatements.replaceDevice, GrantStatements.removeDevice, GrantStatements.removeExpiredCodes,
    GrantStatements.removeExpiredDevices, RefreshFamiliesTable.Text.byID, RefreshFamiliesTable.Text.ofSession,
    RefreshFamiliesTable.Text.ofClient, RefreshFamiliesTable.Text.replace, RefreshFamiliesTable.Text.removeExpired,
    ResourceStatements.byKey, ResourceStatements.byNumber,
    ResourceStatements.replace, ResourceStatements.remove, ResourceStatements.versions,
    ResourceStatements.lastVersion, SealedItemsTable.Text.find, SealedItemsTable.Text.first,
    SealedItemsTable.Text.next, SealedItemsTable.Text.notSealed, SealedItemsTable.Text.remove,
])
func aStatementOnPlacesSearchesAndSortsNothing(sql: SQL) throws {
    let steps = try plan(sql.text)
    #expect(steps.contains("SEARCH"))
    #expect(!steps.contains("SCAN") && !steps.contains("TEMP B-TREE"), "\(steps)")
}

@Test func countingWhatIsNotSealedUnderAKeyReadsTheIndexOnly() throws {
    let steps = try plan(SealedItemsTable.Text.countNotSealed.text)
    #expect(steps.contains("SEARCH sealed_items USING COVERING INDEX sealed_items_by_key"))
    #expect(!steps.contains("SCAN sealed_items"))
}

@Test(arguments: [nil, OrganizationID.standard], [nil, UserID(sampleUser(1).id.rawValue)])
func aPageOfWorkspacesBeginsInsideItsIndex(organization: OrganizationID?, member: UserID?) throws {
    for includesArchived in [true, false] {
        let steps = try plan(
            WorkspaceListStatement(
                WorkspaceQuery(
                    organization: organization, member: member, includesArchived: includesArchived, after: 7, limit: 9)
            ).text)
        #expect(steps.hasPrefix("SEARCH"), "\(steps)")
        #expect(!steps.contains("SCAN") && !steps.contains("TEMP B-TREE"), "\(steps)")
    }
}

@Test(arguments: 0..<16)
func aPageOfResourcesBeginsInsideItsIndex(bits: Int) throws {
    let query = ResourceQuery(
        organization: bits & 1 == 0 ? nil : .standard, type: bits & 2 == 0 ? nil : "model",
        workspace: bits & 4 == 0 ? nil : WorkspaceID(sampleUser(1).id.rawValue),
        owner: bits & 8 == 0 ? nil : sampleUser(1).id, after: ResourcePosition(type: "model", number: 7), limit: 9)
    let steps = try plan(ResourceListStatement(query).text)
    #expect(steps.hasPrefix("SEARCH resources"), "\(steps)")
    #expect(steps.contains(query.type == nil ? "(type,number)>(?,?)" : "number>?"), "\(steps)")
    #expect(!steps.contains("SCAN") && !steps.contains("TEMP B-TREE"), "\(steps)")
}
