import Foundation
import JSONText
import TestSupport
import Testing

/// The real `dataiku-api-client`, unchanged, against a server of its own.
@Suite struct DataikuClientTests {
    private static let tree = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    private func run(_ script: String, _ house: Gatehouse, _ admin: Person, _ more: [String] = []) async throws {
        let made = try await house.post("keys", admin, ["name": "client"])
        let key = try #require(made.string("token"), "\(made.text)")
        let clients = try await ChildProcess.run(["\(Self.tree)/Scripts/clients"], in: house.folder)
        try #require(clients.ending == .exit(0), "\(clients.text)")
        let client = try await ChildProcess.run(
            ["\(Self.tree)/.build-venv/bin/python", "\(Self.tree)/Tests/Clients/\(script)"]
                + ["http://127.0.0.1:\(house.port)", key] + more, in: house.folder)
        #expect(client.ending == .exit(0), "\(client.text)")
    }

    @Test func everyExampleOfThePageDoesWhatItSays() async throws {
        try await DirectoryHouse.with { house, admin, _ in
            try await run("dataiku_page.py", house, admin)
        }
    }

    @Test func everyMethodOfTheTablesDoesItsWorkAndIsRefusedWhereItShould() async throws {
        try await withGatehouse(Settings(["signIn": ["failuresPerAddress": 1_000]])) { house, admin in
            try await run("dataiku_tables.py", house, admin)
        }
    }

    @Test func peopleOfADirectoryAreFetchedBroughtInAndFollowed() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            try await run("dataiku_directory.py", house, admin, [slapd.place.url])
        }
    }

    /// Whoever was made for the directory through this API signs in with the directory's password.
    @Test func aUserWhoWasMadeForTheDirectorySignsIn() async throws {
        try await DirectoryHouse.with(policy: ["createsOnFirstLogin": false]) { house, admin, _ in
            #expect(try await house.signInOfTheDirectory("ann").status == 401)
            let made = try await house.send(
                Request(
                    "POST", "/dip/publicapi/admin/users/", token: admin.token,
                    json: ["login": "ann", "password": nil, "sourceType": "LDAP"]))
            #expect(made.status == 200, "\(made.text)")
            #expect(try await house.signInOfTheDirectory("ann").status == 201)
        }
    }

    @Test func whatOneAPIWritesTheOthersSeeAtOnce() async throws {
        try await withGatehouse { house, admin in
            _ = try await house.person("ada", madeBy: admin)
            let group = try await house.post("groups", admin, ["name": "ops"])
            let listed = try await house.send(Request("GET", "/dip/publicapi/admin/users/ada", token: admin.token))
            #expect(listed.string("login") == "ada")
            let saved = try await house.send(
                Request(
                    "PUT", "/dip/publicapi/admin/users/actions/bulk", token: admin.token,
                    json: [["login": "ada", "displayName": "Ada L.", "groups": ["ops"]]]))
            #expect(saved.status == 200, "\(saved.text)")
            #expect(try await house.get("users/login:ada", admin).string("displayName") == "Ada L.")
            let members = try await house.get("groups/\(group.string("id") ?? "")/members", admin)
            #expect(members.text.contains("\"ada\""))
        }
    }
}
