import DialectKit
import Foundation
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import StorageMemory
import TestSupport
import Testing

@Suite struct UserSettingsTests {
    private static let mask = JSONValue.string("********")

    @Test func aMaskThatIsSentBackKeepsTheSecretAndAMissingOneIsGone() async throws {
        let api = try await DataikuHarness()
        try await api.house.user("bob")
        var settings = try await api.settings("bob")
        settings["secrets"] = [
            ["name": "one", "value": "first", "secret": true], ["name": "two", "value": "second", "secret": true],
        ]
        settings["credentials"] = ["db": ["type": "BASIC", "user": "bob", "password": "sesame"]]
        #expect(try await api.ask(.put, "/admin/users/bob", .object(settings)).status == 200)
        var masked = try await api.settings("bob")
        #expect(masked["credentials"] == ["db": ["type": "BASIC", "user": "bob", "password": Self.mask]])
        masked["secrets"] = [["name": "two", "value": Self.mask, "secret": true]]
        masked["credentials"] = ["db": ["type": "BASIC", "user": "robert", "password": Self.mask]]
        #expect(try await api.ask(.put, "/admin/users/bob", .object(masked)).status == 200)
        let token = try await api.token("bob")
        let own = try await api.ask(.get, "/auth/info?withSecrets=True", token: token)
        #expect(own["secrets"] == [["key": "two", "value": "second"]])
        let connection = try await api.ask(.get, "/connections/db/info", token: token)
        #expect(connection["resolvedBasicCredential"] == ["user": "robert", "password": "sesame"])
    }

    @Test func aMaskForASecretThatIsNotThereIsRefusedAndNothingIsKept() async throws {
        let api = try await DataikuHarness()
        try await api.house.user("bob")
        var settings = try await api.settings("bob")
        settings["displayName"] = "Robert"
        settings["secrets"] = [["name": "none", "value": Self.mask]]
        #expect(try await api.ask(.put, "/admin/users/bob", .object(settings)).status == 400)
        settings["secrets"] = []
        settings["credentials"] = ["db": ["type": "BASIC", "user": "bob", "password": Self.mask]]
        #expect(try await api.ask(.put, "/admin/users/bob", .object(settings)).status == 400)
        #expect(try await api.settings("bob")["displayName"] == "bob")
    }

    @Test func membersThatNobodyKnowsAreKeptAndReturned() async throws {
        let api = try await DataikuHarness()
        try await api.house.user("bob")
        var settings = try await api.settings("bob")
        settings["somethingNew"] = ["deep": [1, 2]]
        settings["trialStatus"] = "overwritten"
        #expect(try await api.ask(.put, "/admin/users/bob", .object(settings)).status == 200)
        let after = try await api.settings("bob")
        #expect(after["somethingNew"] == ["deep": [1, 2]])
        #expect(after["trialStatus"]?.objectValue?["exists"] == false)
        settings["somethingNew"] = nil
        #expect(try await api.ask(.put, "/admin/users/bob", .object(settings)).status == 200)
        #expect(try await api.settings("bob")["somethingNew"] == nil)
    }

    @Test func anOwnSaveChangesNothingThatOthersDecide() async throws {
        let api = try await DataikuHarness()
        try await api.house.user("bob")
        #expect(try await api.ask(.post, "/admin/groups/", ["name": "staff"]).status == 200)
        let token = try await api.token("bob")
        let read = try await api.ask(.get, "/current-user", token: token)
        #expect(read["adminProperties"] == nil)
        var settings = try #require(read.json.objectValue)
        settings["groups"] = ["staff"]
        settings["adminProperties"] = ["rank": 1]
        settings["userProfile"] = "DESIGNER"
        settings["enabled"] = false
        settings["login"] = "root"
        settings["displayName"] = "Boss"
        settings["userProperties"] = ["colour": "green"]
        #expect(try await api.ask(.put, "/current-user", .object(settings), token: token).status == 200)
        let after = try await api.settings("bob")
        #expect(after["userProperties"] == ["colour": "green"])
        #expect(after["groups"] == [] && after["adminProperties"] == [:] && after["enabled"] == true)
        #expect(after["userProfile"] == .null && after["displayName"] == "bob")
    }

    @Test func aWholeSaveLeavesGroupsOfTheDirectoryMapped() async throws {
        let api = try await DataikuHarness()
        let user = try await api.house.user("bob")
        let group = try await api.house.groups.create(CreateGroup(name: "mapped"), as: TestHouse.operator)
        try await api.house.storage.write { store in
            _ = try store.groupWrites.addMember(user.id, to: group.group.id, origin: .mapped)
        }
        var settings = try await api.settings("bob")
        #expect(settings["groups"] == ["mapped"])
        settings["displayName"] = "Robert"
        #expect(try await api.ask(.put, "/admin/users/bob", .object(settings)).status == 200)
        let origin = try await api.house.storage.read(.point) { store in
            try store.groups.memberships(of: user.id)[group.group.id]
        }
        #expect(origin == .mapped)
    }

    @Test func aPasswordIsTakenAndNeverShown() async throws {
        let api = try await DataikuHarness()
        let made = try await api.ask(
            .post, "/admin/users/", ["login": "zoe", "password": "seven wet umbrellas", "sourceType": "LOCAL"])
        #expect(made.status == 200)
        var settings = try await api.settings("zoe")
        #expect(settings["password"] == nil)
        settings["password"] = "eight dry umbrellas"
        #expect(try await api.ask(.put, "/admin/users/zoe", .object(settings)).status == 200)
        let issued = try await api.house.signIn.signIn(
            login: "zoe", password: Secret("eight dry umbrellas"), from: TestHouse.origin())
        let info = try await api.ask(.get, "/auth/info", token: issued.token.reveal { $0 })
        #expect(info["userLogin"] == "zoe")
        #expect(try await !api.ask(.get, "/admin/users/?includeSettings=True").text.contains("umbrellas"))
    }

    @Test func whoeverActsAsTheUserSeesAndLosesNoSecrets() async throws {
        let api = try await DataikuHarness()
        let bob = try await api.house.user("bob")
        _ = try await api.house.secrets.put(
            KeepSecret(name: "one", secret: Secret("first")), of: .user(.id(bob.id)), as: TestHouse.operator)
        var settings = try #require(try await api.ask(.get, "/current-user", as: "bob").json.objectValue)
        #expect(settings["login"] == "bob" && settings["secrets"] == [])
        #expect(try await api.ask(.put, "/current-user", .object(settings), as: "bob").status == 200)
        settings["secrets"] = [["name": "two", "value": "second"]]
        #expect(try await api.ask(.put, "/current-user", .object(settings), as: "bob").status == 403)
        #expect(try await api.ask(.get, "/auth/info?withSecrets=True", as: "bob").status == 403)
        let kept = try await api.house.secrets.list(of: .user(.id(bob.id)), limit: 9, as: TestHouse.operator)
        #expect(kept.map(\.binding.name) == ["one"])
    }
}
