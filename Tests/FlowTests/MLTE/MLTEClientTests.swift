import Foundation
import JSONText
import Testing

/// The MLTE API of a running server, driven by clients that know nothing of Gatehouse.
@Suite struct MLTEClientTests {
    private static let tree = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    @Test func pythonsRequestsWorks() async throws {
        try await withGatehouse { house, admin in
            let clients = try await ChildProcess.run(["\(Self.tree)/Scripts/clients"], in: house.folder)
            try #require(clients.ending == .exit(0), "\(clients.text)")
            let run = try await ChildProcess.run(
                [
                    "\(Self.tree)/.build-venv/bin/python", "\(Self.tree)/Tests/Clients/mlte_users.py",
                    "http://127.0.0.1:\(house.port)/mlte", admin.login, admin.password,
                ], in: house.folder)
            #expect(run.text == "everything is as it should be\n")
            #expect(run.ending == .exit(0))
        }
    }

    @Test func theClientOfMLTEItselfWorks() async throws {
        try await withGatehouse { house, admin in
            let clients = try await ChildProcess.run(["\(Self.tree)/Scripts/clients", "mlte"], in: house.folder)
            try #require(clients.ending == .exit(0), "\(clients.text)")
            let run = try await ChildProcess.run(
                [
                    "\(Self.tree)/.build-venv-mlte/bin/python", "\(Self.tree)/Tests/Clients/mlte_own_client.py",
                    "http://\(admin.login):\(admin.password)@127.0.0.1:\(house.port)/mlte",
                ], in: house.folder)
            #expect(run.text == "everything is as it should be\n")
            #expect(run.ending == .exit(0))
        }
    }

    @Test func curlSignsInAndReadsTheOwnUser() async throws {
        try await withGatehouse { house, admin in
            let url = "http://127.0.0.1:\(house.port)/mlte/api"
            let issued = try await ChildProcess.run(
                [
                    "curl", "-sS", "\(url)/token", "-d", "grant_type=password", "-d", "username=\(admin.login)",
                    "--data-urlencode", "password=\(admin.password)",
                ], in: house.folder)
            let answer = try JSONParser.parse(Array(issued.text.utf8), options: .strict).objectValue
            let token = try #require(answer?["access_token"]?.stringValue)
            let me = try await ChildProcess.run(
                ["curl", "-sS", "\(url)/user/me", "-H", "Authorization: Bearer \(token)"], in: house.folder)
            #expect(
                me.text == #"{"username":"admin","email":null,"full_name":null,"disabled":false,"role":"admin","#
                    + #""groups":[]}"#)
        }
    }

    @Test func aTokenOfOneAPIIsGoodInTheOtherAndEndsInBoth() async throws {
        try await withGatehouse { house, admin in
            let ada = try await house.person("ada", madeBy: admin)
            let me = try await house.get("/mlte/api/user/me", ada)
            #expect(me.string("username") == "ada")
            #expect(try await house.delete("sessions/current", ada).status == 204)
            #expect(try await house.get("/mlte/api/user/me", ada).status == 401)
        }
    }
}
