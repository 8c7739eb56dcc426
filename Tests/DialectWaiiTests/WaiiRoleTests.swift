import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct WaiiRoleTests {
    private static let ladder = [
        "waii-trial-user", "waii-trial-api-user", "waii-user", "waii-api-user", "waii-admin-user",
        "waii-org-admin-user", "waii-super-admin-user",
    ]

    @Test func eachRungHoldsWhatTheOnesBelowHold() async throws {
        let waii = try await WaiiHarness()
        var below: Set<JSONValue> = []
        for role in Self.ladder {
            await waii.done("create-user", ["user": ["id": .string(role), "roles": [.string(role)]]])
            let info = await waii.done("get-user-info", impersonating: role)
            #expect(info["roles"] == [.string(role)])
            let held = Set(info["permissions"]?.arrayValue ?? [])
            #expect(held.isSuperset(of: below), "\(role)")
            below = held
        }
        #expect(below.count == 22)
        let api = await waii.done("get-user-info", impersonating: "waii-api-user")
        // As the vendor's notebook prints them.
        let published: Set<JSONValue> = [
            "write:databases", "read:similarity-search-index", "read:liked-queries", "write:semantic-context",
            "read:databases", "write:liked-queries", "usage:api", "read:semantic-context", "write:access_key",
        ]
        #expect(Set(api["permissions"]?.arrayValue ?? []) == published)
        let org = await waii.done("get-user-info", impersonating: "waii-org-admin-user")
        #expect(org["permissions"]?.arrayValue?.contains("write:org") == false)
        #expect(org["permissions"]?.arrayValue?.contains("usage:impersonation") == true)
    }

    @Test func z02_nobodyGrantsAboveTheirOwnRank() async throws {
        let waii = try await WaiiHarness()
        let boss = try await waii.organization()
        for role in ["waii-super-admin-user", "super-admin", "admin"] {
            await waii.refused(403, "create-user", ["user": ["id": "mole", "roles": [.string(role)]]], key: boss)
            for user in ["ada", "boss"] {
                await waii.refused(
                    403, "update-user", ["user": ["id": .string(user), "roles": [.string(role)]]], key: boss)
            }
        }
        for role in Self.ladder.dropLast() {
            await waii.done("update-user", ["user": ["id": "ada", "roles": [.string(role)]]], key: boss)
        }
        let ada = try await waii.handedKey(of: "ada", by: boss)
        await waii.done("update-user", ["user": ["id": "ada", "roles": ["waii-admin-user"]]], key: boss)
        for body: JSONValue in [["user": ["id": "ada", "roles": ["waii-org-admin-user"]]], ["user": ["id": "ada"]]] {
            await waii.refused(403, "update-user", body, key: ada)
        }
    }

    @Test func theLastSuperAdminStays() async throws {
        let waii = try await WaiiHarness()
        await waii.refused(409, "update-user", ["user": ["id": "root", "roles": ["waii-user"]]])
        await waii.refused(409, "delete-user", ["id": "root"])
    }

    @Test func theEngineExplainsAPermissionByTheRole() async throws {
        let waii = try await WaiiHarness()
        _ = try await waii.organization()
        let permission = try #require(Permission("waii/databases:write"))
        let why = try await waii.house.authorization.explain(.login("ada"), permission, as: TestHouse.operator)
        #expect(why.paths.map(\.source) == [.role(Role(rawValue: "waii-user"))])
    }

    @Test func everybodyIsToldWhoTheyAre() async throws {
        let waii = try await WaiiHarness()
        _ = try await waii.organization()
        let ada = try await waii.handedKey(of: "ada")
        let info = await waii.done("get-user-info", ["user_id": "root"], key: ada)
        #expect(info["id"] == "ada" && info["name"] == "Ada" && info["email"] == "ada")
        let nested = try #require(info["user_info"]?.objectValue)
        #expect(nested["permissions"] == info["permissions"] && nested["org_id"] == "acme")
        await waii.refused(401, "get-user-info", key: "nonsense")
        #expect(await waii.call("get-user-info", key: nil).status == 401)
    }

    @Test func settingsAreOnesOwnAndAreMerged() async throws {
        let waii = try await WaiiHarness()
        _ = try await waii.organization()
        let ada = try await waii.handedKey(of: "ada")
        func configs(_ body: JSONValue) async -> JSONValue? {
            await waii.done("update-config", body, key: ada)["configs"]
        }
        #expect(await configs([:]) == [:])
        #expect(
            await configs(["updated": ["key1": "value1", "key2": [1]], "deleted": .null])
                == ["key1": "value1", "key2": [1]])
        #expect(
            await configs(["updated": ["key3": .null], "deleted": ["key1", "none"]]) == ["key2": [1], "key3": .null])
        #expect(await waii.done("update-config", impersonating: "ada")["configs"] == ["key2": [1], "key3": .null])
        #expect(await waii.done("update-config")["configs"] == [:])
        await waii.refused(400, "update-config", ["updated": "x"], key: ada)
    }

    @Test func everyRoleReadsTheListOfConnections() async throws {
        let waii = try await WaiiHarness()
        for role in Self.ladder {
            await waii.done("create-user", ["user": ["id": .string(role), "roles": [.string(role)]]])
            let list = await waii.done(
                "update-db-connect-info", ["tags": .null, "updated": [], "removed": .null], impersonating: role)
            #expect(list["connectors"] == [])
        }
        await waii.refused(409, "update-db-connect-info", ["updated": [["db_type": "sqlite"]]])
    }

    @Test(arguments: ["[]", "null", "7", "{", "{\"a\":1,\"a\":2}"])
    func aBodyThatIsNoObjectIsRefused(_ body: String) async throws {
        let waii = try await WaiiHarness()
        let reply = await waii.call("list-orgs", text: body, key: waii.root)
        #expect(reply.status == 400 && reply.detail != nil)
    }
}
