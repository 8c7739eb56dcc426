import DialectKit
import Foundation
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct GroupTests {
    @Test func aGroupThatIsMadeAdminMakesItsMembersAdministratorsAtOnce() async throws {
        let api = try await DataikuHarness()
        try await api.house.user("bob")
        #expect(try await api.ask(.post, "/admin/groups/", ["name": "chiefs", "description": nil]).status == 200)
        let token = try await api.token("bob")
        #expect(
            try await api.ask(.put, "/admin/users/actions/bulk", [["login": "bob", "groups": ["chiefs"]]]).status == 200
        )
        #expect(try await api.ask(.get, "/admin/users/", token: token).status == 403)
        var definition = try #require(try await api.ask(.get, "/admin/groups/chiefs").json.objectValue)
        definition["admin"] = true
        #expect(try await api.ask(.put, "/admin/groups/chiefs", .object(definition)).status == 200)
        #expect(try await api.ask(.get, "/admin/users/", token: token).status == 200)
        definition["admin"] = false
        #expect(try await api.ask(.put, "/admin/groups/chiefs", .object(definition)).status == 200)
        #expect(try await api.ask(.get, "/admin/users/", token: token).status == 403)
    }

    @Test func flagsArePermissionsOfTheCoreAndTheRestIsKept() async throws {
        let api = try await DataikuHarness()
        #expect(
            try await api.ask(.post, "/admin/groups/", ["name": "coders", "mayWriteSafeCode": true, "own": "kept"])
                .status
                == 200)
        let group = try await api.house.groups.read(.path(["coders"]), as: TestHouse.operator).group
        #expect(group.permissions == [Permission("dataiku", action: "mayWriteSafeCode")])
        var edit = EditGroup()
        edit.permissions = ["dataiku:*", "model:put"]
        _ = try await api.house.groups.edit(.id(group.id), edit, as: TestHouse.operator)
        var definition = try #require(try await api.ask(.get, "/admin/groups/coders").json.objectValue)
        #expect(definition["mayCreateProjects"] == true && definition["own"] == "kept")
        definition["mayCreateProjects"] = false
        #expect(try await api.ask(.put, "/admin/groups/coders", .object(definition)).status == 200)
        let after = try #require(try await api.ask(.get, "/admin/groups/coders").json.objectValue)
        #expect(after["mayCreateProjects"] == false && after["mayWriteSafeCode"] == true)
        let permissions = try await api.house.groups.read(.id(group.id), as: TestHouse.operator).group.permissions
        #expect(permissions.contains(Permission("model", action: "put")))
    }

    @Test(arguments: [JSONValue.array(["group1", "group2"]), .string("group1, group2")])
    func namesOfExternalGroupsComeAsAListOrAsOneText(_ names: JSONValue) async throws {
        let api = try await DataikuHarness()
        #expect(try await api.ask(.post, "/admin/groups/", ["name": "g", "ldapGroupNames": names]).status == 200)
        #expect(try await api.ask(.get, "/admin/groups/g")["ldapGroupNames"] == ["group1", "group2"])
    }

    @Test func theMatrixHasAColumnForEveryEnabledUserAndEveryGroup() async throws {
        let api = try await DataikuHarness()
        try await api.house.user("bob")
        let gone = try await api.house.user("gone")
        var edit = EditUser()
        edit.isEnabled = false
        _ = try await api.house.users.edit(.id(gone.id), edit, as: TestHouse.operator)
        for body: JSONValue in [["name": "empty"], ["name": "coders", "mayWriteSafeCode": true]] {
            #expect(try await api.ask(.post, "/admin/groups/", body).status == 200)
        }
        let matrix = try await api.ask(.get, "/admin/authorization-matrix")
        let users = try #require(matrix["perUser"]?.objectValue), groups = try #require(matrix["perGroup"]?.objectValue)
        #expect(users["users"] == ["bob", "root"] && users["admin"] == [false, true])
        #expect(users["mayWriteSafeCode"] == [false, true] && users["projectsGrants"] == [])
        #expect(groups["groups"] == ["coders", "empty"] && groups["mayWriteSafeCode"] == [true, false])
    }
}
