import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct WaiiKeyTests {
    @Test func aKeyIsShownOnceAndMaskedFromThenOn() async throws {
        let waii = try await WaiiHarness()
        let made = await waii.done("create-key", ["name": "test-key"])
        let secret = try #require(made.all("access_key", in: "access_keys").first?.stringValue)
        #expect(made.all("user_id", in: "access_keys") == ["root"])
        #expect(made.all("created_at", in: "access_keys").first?.integerValue ?? 0 > 1_000_000_000_000)
        #expect(await waii.done("get-user-info", key: secret)["id"] == "root")
        let listed = await waii.done("list-access-keys")
        #expect(listed.all("name", in: "access_keys") == ["first", "test-key"])
        for shown in listed.all("access_key", in: "access_keys") {
            let text = try #require(shown.stringValue)
            #expect(text.hasSuffix("********"))
            await waii.refused(401, "get-user-info", key: text)
        }
        await waii.refused(400, "create-key", ["name": "Test-Key"])
        await waii.refused(400, "create-key")
        await waii.refused(400, "delete-access-keys")
        await waii.done("delete-access-keys", ["names": ["TEST-KEY", "never made"]])
        await waii.refused(401, "get-user-info", key: secret)
        #expect(await waii.done("list-access-keys").all("name", in: "access_keys") == ["first"])
    }

    @Test func aUserKeepsKeysOfItsOwnFromTheThirdRungUp() async throws {
        let waii = try await WaiiHarness()
        for (login, role, status) in [("ann", "waii-user", 200), ("otto", "waii-trial-user", 403)] {
            let user = try await waii.house.user(login, roles: [.member])
            let key = try await WaiiHarness.key(of: login, in: waii.house)
            await waii.done("update-user", ["user": ["id": .string(login), "roles": [.string(role)]]])
            let calls: [(String, JSONValue)] = [
                ("create-key", ["name": "more"]), ("list-access-keys", [:]),
                ("delete-access-keys", ["names": ["more"]]),
            ]
            for (call, body) in calls {
                #expect(await waii.call(call, body, key: key).status == status, "\(call) as \(role)")
            }
            #expect(await waii.done("get-user-info", key: key)["id"] == .string(user.login.display))
        }
    }

    @Test func namesReachTheOwnKeysOnly() async throws {
        let waii = try await WaiiHarness()
        _ = try await waii.organization()
        let ada = try await waii.handedKey(of: "ada")
        await waii.done("delete-access-keys", ["names": ["handed"]])
        #expect(await waii.done("get-user-info", key: ada)["id"] == "ada")
        await waii.done("delete-access-keys", ["names": ["handed"]], impersonating: "ada")
        await waii.refused(401, "get-user-info", key: ada)
    }

    @Test func z10_aKeyThatIsMadeForAUserBelongsToItAndKeepsOutOfItsKeysAndSecrets() async throws {
        let waii = try await WaiiHarness()
        let boss = try await waii.organization()
        let ada = try await waii.handedKey(of: "ada", by: boss)
        #expect(await waii.done("get-user-info", key: ada)["id"] == "ada")
        await waii.refused(403, "create-key", ["name": "more"], key: ada)
        await waii.refused(403, "create-user-secret", ["user": ["id": "ada"], "secret": ["a": "b"]], key: ada)
        // Keys are seen to by the administrator, under the administrator's name.
        let record = try await waii.house.records().first { $0.action == .keyCreated }
        #expect(record?.subject == nil)
        #expect(record?.object?.name == "handed")
        let listed = await waii.done("list-access-keys", key: boss, impersonating: "ada")
        #expect(listed.all("user_id", in: "access_keys") == ["ada"])
        // In a session as the user there is no administrator to turn to.
        let root = try await waii.house.signedIn("root")
        let session = try await waii.house.impersonation.start(as: .login("ada"), reason: "help", as: root)
        let token = session.token.reveal { $0 }
        #expect(await waii.done("get-user-info", key: token)["id"] == "ada")
        for call in ["create-key", "list-access-keys"] { await waii.refused(403, call, ["name": "x"], key: token) }
    }

    @Test func z09_nobodyImpersonatesBeyondOnesReachOrStrength() async throws {
        let waii = try await WaiiHarness()
        let boss = try await waii.organization()
        await waii.done("create-user", ["user": ["id": "eve", "org_id": "acme", "roles": ["waii-admin-user"]]])
        await waii.done("create-org", ["organization": ["id": "other", "name": "Other"]])
        await waii.done("create-user", ["user": ["id": "far", "org_id": "other"]])
        let eve = try await waii.handedKey(of: "eve")
        let refused: [(Int, String, String)] = [
            (403, eve, "ada"), (403, boss, "boss"), (404, boss, "far"), (404, boss, "root"), (404, boss, "nobody"),
            (404, boss, "\u{1}"),
        ]
        for (status, key, user) in refused {
            await waii.refused(status, "get-user-info", key: key, impersonating: user)
        }
        #expect(await waii.call("get-user-info", key: nil, impersonating: "ada").status == 401)
        await waii.done("create-user", ["user": ["id": "vip", "org_id": "acme", "roles": ["admin"]]])
        await waii.refused(403, "get-user-info", key: boss, impersonating: "vip")
        #expect(await waii.done("get-user-info", key: boss, impersonating: "ada")["id"] == "ada")
        #expect(await waii.done("get-user-info", impersonating: "far")["id"] == "far")
        #expect(await waii.done("get-user-info", key: boss, impersonating: "")["id"] == "boss")
        // The rights are the user's then.
        await waii.refused(403, "list-users", key: boss, impersonating: "ada")
        await waii.refused(403, "delete-user", ["id": "ada"], key: boss, impersonating: "eve")
    }
}
