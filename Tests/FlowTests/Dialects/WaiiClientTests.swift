import Foundation
import JSONText
import TestSupport
import Testing

/// Waii's own client, unmodified, against a server that has just been started.
@Suite struct WaiiClientTests {
    private static let tree = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    @Test func theSDKFindsEverythingOnTheCustomersPageAndEachRefusal() async throws {
        try await withGatehouse { house, admin in
            let key = try #require(try await house.post("keys", admin, ["name": "waii"]).string("token"))
            let clients = try await ChildProcess.run(["\(Self.tree)/Scripts/clients"], in: house.folder)
            try #require(clients.ending == .exit(0), "\(clients.text)")
            let verdict = try await ChildProcess.run(
                [
                    "\(Self.tree)/.build-venv/bin/python", "\(Self.tree)/Tests/Clients/waii",
                    "http://127.0.0.1:\(house.port)/waii/", key, "\(house.folder.path)/boss-key",
                ], in: house.folder)
            try #require(verdict.ending == .exit(0), "\(verdict.text)")
            try await expectOnlyItsOwn(house, house.folder.text(of: "boss-key"))
        }
    }

    /// An organization that was made through Waii bounds what its administrator sees in the native API.
    private func expectOnlyItsOwn(_ house: Gatehouse, _ key: String) async throws {
        let boss = Person(id: "", login: "boss", password: "", token: key)
        let organizations = try await house.get("organizations", boss)
        #expect(organizations["items"]?.arrayValue?.map { $0.objectValue?["id"] } == ["my_org_id"])
        let users = try await house.get("users?limit=100", boss)["items"]?.arrayValue ?? []
        #expect(users.count > 3)
        #expect(users.allSatisfy { $0.objectValue?["organization"] == "my_org_id" })
        #expect(try await house.get("users/login:admin", boss).status == 404)
        #expect(try await house.get("organizations/org123", boss).status == 404)
        #expect(try await house.post("organizations", boss, ["id": "mine"]).status == 403)
        let made = try await house.post("users", boss, ["login": "native", "roles": ["waii-user"]])
        #expect(made.string("organization") == "my_org_id")
    }

    @Test func z10_noSecretOfAKeyIsAnsweredTwiceOrLogged() async throws {
        try await withGatehouse { house, admin in
            let key = try #require(try await house.post("keys", admin, ["name": "waii"]).string("token"))
            func call(_ name: String, _ body: JSONValue) async throws -> Answer {
                try await house.send(
                    Request("POST", "/waii/\(name)", token: key, json: body))
            }
            let made = try await call("create-key", ["name": "second"])
            let first = made["access_keys"]?.arrayValue?.first?.objectValue
            let secret = try #require(first?["access_key"]?.stringValue)
            _ = try await call("create-user-secret", ["user": ["id": "admin"], "secret": ["hub": "open sesame 9"]])
            for name in ["list-access-keys", "get-user-info", "list-users"] {
                let answer = try await call(name, [:])
                #expect(answer.status == 200)
                #expect(!answer.text.contains(secret) && !answer.text.contains("sesame"))
            }
            #expect(!house.log.contains(secret) && !house.log.contains(key) && !house.log.contains("sesame"))
        }
    }
}
