import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct WaiiUserTests {
    private static func user(_ id: String, _ more: JSONObject = [:]) -> JSONValue {
        var user: JSONObject = ["id": .string(id), "name": .null, "tenant_id": .null, "roles": []]
        for member in more.members { user[member.key] = member.value }
        return ["tags": .null, "parameters": .null, "user": .object(user), "org_id": "", "user_id": ""]
    }

    @Test func aUserComesBackAsItWasSent() async throws {
        let waii = try await WaiiHarness()
        let boss = try await waii.organization()
        let variables: JSONValue = ["a": [1, .number(2.5), .null, "ü"], "b": ["c": true], "": "leer"]
        await waii.done(
            "create-user",
            Self.user(
                "jack@myco.com",
                [
                    "name": "Jack", "tenant_id": "lab", "org_id": "acme", "variables": variables,
                    "roles": ["waii-api-user", "waii-trial-user"],
                ]), key: boss)
        let found = await waii.done("list-users", ["lookup_user_id": "jack@myco.com"], key: boss)
        #expect(
            found["users"] == [
                [
                    "id": "jack@myco.com", "name": "Jack", "tenant_id": "lab", "org_id": "acme",
                    "variables": variables, "roles": ["waii-api-user", "waii-trial-user"],
                ]
            ])
    }

    @Test func whatIsLeftOutOfAnUpdateStays() async throws {
        let waii = try await WaiiHarness()
        _ = try await waii.organization()
        await waii.done("update-user", Self.user("ada", ["variables": ["x": 1]]))
        // With the organization and no tenant, as clients send a user.
        await waii.done("update-user", Self.user("ada", ["name": "Ada L", "org_id": "acme"]))
        await waii.done("update-user", Self.user("ada", ["roles": .null]))
        let found = await waii.done("list-users", ["lookup_user_id": "ada"])
        #expect(
            found["users"] == [
                [
                    "id": "ada", "name": "Ada L", "tenant_id": "lab", "org_id": "acme", "variables": ["x": 1],
                    "roles": ["waii-user"],
                ]
            ])
        await waii.done("update-user", Self.user("ada", ["variables": ["y": 2], "roles": ["waii-admin-user"]]))
        let changed = await waii.done("list-users", ["lookup_user_id": "ada"])
        #expect(changed.all("variables", in: "users") == [["y": 2]])
        #expect(changed.all("roles", in: "users") == [["waii-admin-user"]])
    }

    @Test func aRefusedUserLeavesNothing() async throws {
        let waii = try await WaiiHarness()
        _ = try await waii.organization()
        let long: JSONValue = ["text": .string(String(repeating: "x", count: Document.maximumBytes))]
        await waii.refused(400, "create-user", Self.user("eve", ["org_id": "acme", "variables": long]))
        await waii.refused(400, "create-user", Self.user("eve", ["roles": ["waii-emperor"]]))
        await waii.refused(400, "create-user", Self.user(""))
        await waii.refused(400, "create-user", ["user": "eve"])
        await waii.refused(400, "create-user", ["id": "eve"])
        await waii.refused(400, "create-user", Self.user("eve", ["variables": [1]]))
        await waii.refused(404, "create-user", Self.user("eve", ["org_id": "nowhere"]))
        await waii.refused(404, "create-user", Self.user("eve", ["tenant_id": "nowhere"]))
        await waii.refused(404, "create-user", Self.user("eve", ["tenant_id": "lab", "org_id": "default"]))
        await waii.refused(409, "create-user", Self.user("ADA", ["org_id": "acme"]))
        await waii.refused(400, "update-user", Self.user("ada", ["name": "Other", "variables": long]))
        let found = await waii.done("list-users", ["lookup_org_id": "acme"])
        #expect(found.all("name", in: "users") == ["Ada", "boss"])
        #expect(await waii.done("list-users", ["lookup_user_id": "eve"])["users"] == [])
    }

    @Test func whoIsMadeWithoutRolesStandsOnTheLowestRung() async throws {
        let waii = try await WaiiHarness()
        let boss = try await waii.organization()
        await waii.done("create-user", Self.user("new"), key: boss)
        let found = await waii.done("list-users", ["lookup_user_id": "new"], key: boss)
        #expect(found.all("roles", in: "users") == [["waii-trial-user"]])
        #expect(found.all("org_id", in: "users") == ["acme"])
        #expect(found.all("tenant_id", in: "users") == [.null])
    }

    @Test func listsAreNarrowedByWhatIsLookedUp() async throws {
        let waii = try await WaiiHarness()
        let boss = try await waii.organization()
        func ids(_ lookup: JSONValue, _ key: String) async -> [JSONValue] {
            await waii.done("list-users", lookup, key: key).all("id", in: "users")
        }
        #expect(await ids([:], waii.root) == ["root"])
        #expect(await ids([:], boss) == ["ada", "boss"])
        #expect(await ids(["lookup_tenant_id": "lab"], waii.root) == ["ada"])
        #expect(await ids(["lookup_user_id": "ada"], waii.root) == ["ada"])
        #expect(await ids(["lookup_user_id": "ada", "lookup_org_id": "default"], waii.root) == [])
        #expect(await ids(["lookup_org_id": "nowhere"], waii.root) == [])
        #expect(await ids(["lookup_org_id": "default"], boss) == [])
        #expect(await ids(["lookup_user_id": "root"], boss) == [])
        #expect(await ids(["lookup_user_id": "nobody"], boss) == [])
    }

    @Test func aListIsWholeOverManyPages() async throws {
        let waii = try await WaiiHarness()
        _ = try await waii.organization()
        for number in 0..<1_010 {
            _ = try await waii.house.users.create(
                CreateUser(login: "u\(number)", organization: OrganizationID(rawValue: "acme"), roles: []),
                as: TestHouse.operator)
        }
        let users = await waii.done("list-users", ["lookup_org_id": "acme"])
        #expect(Set(users.all("id", in: "users")).count == 1_012)
    }

    @Test func deletingAUserEndsItsKeysAndANewOneOfThatNameStartsAnew() async throws {
        let waii = try await WaiiHarness()
        _ = try await waii.organization()
        let key = try await waii.handedKey(of: "ada")
        await waii.done("update-config", ["updated": ["a": 1]], key: key)
        await waii.done("delete-user", ["id": "ada"])
        await waii.refused(401, "get-user-info", key: key)
        await waii.refused(404, "delete-user", ["id": "ada"])
        await waii.refused(404, "update-user", Self.user("ada"))
        await waii.done("create-user", Self.user("ada", ["org_id": "acme"]))
        await waii.refused(401, "get-user-info", key: key)
        let configs = await waii.done("update-config", impersonating: "ada")
        #expect(configs["configs"] == [:])
    }

    @Test func secretsAreKeptForTheirOwnerAndComeBackInNoAnswer() async throws {
        let waii = try await WaiiHarness(), house = waii.house
        try await house.user("ada")
        let made = await waii.done(
            "create-user-secret", ["user": ["id": "ada", "roles": []], "secret": ["hub": "sesame", "pin": 7]])
        #expect(made.body == [:])
        let ada = try await house.signedIn("ada")
        for (name, value) in [("hub", "sesame"), ("pin", "7")] {
            let kept = try await house.secrets.reveal(name, as: ada)
            #expect(kept.secret.reveal { $0 } == value)
        }
        await waii.refused(404, "create-user-secret", ["user": ["id": "nobody"], "secret": ["a": "b"]])
        await waii.refused(400, "create-user-secret", ["user": ["id": "ada"]])
        // All or none.
        await waii.refused(
            400, "create-user-secret", ["user": ["id": "ada"], "secret": ["good": "value", " bad": "value"]])
        let names = try await house.secrets.list(limit: 9, as: ada).map(\.binding.name)
        #expect(names == ["hub", "pin"])
    }
}
