import Foundation
import Testing

@Suite struct KeyCommandTests {
    @Test func aKeyLivesFromCreationToDeletionAndARunningServerSeesEachChange() throws {
        let site = try Site.initialized()
        try site.user("ada")
        let server = try RunningServer(site)
        let made = try site.run(
            "key", "create", "CI", "--user", "ada", "--scope", "users:read", "--expires", "90d", "--json"
        ).json()
        let id = try #require(made["id"] as? String), first = try #require(made["token"] as? String)
        #expect(made["scopes"] as? [String] == ["users:read"])
        #expect(made["issuedTo"] is NSNull)
        // A temporary password, or none, does not stop a key; what the owner has to do does.
        #expect(try server.statusOfMe(first) == "200")
        let shown = try site.run("key", "show", id)
        #expect(shown.status == 0 && shown.output.contains("users:read") && !shown.output.contains(first))
        let rotated = try site.run("key", "rotate", id, "--overlap", "1h", "--json").json()
        let second = try #require(rotated["token"] as? String)
        #expect(try server.statusOfMe(first) == "200")
        #expect(try server.statusOfMe(second) == "200")
        let third = try #require(try site.run("key", "rotate", id, "--json").json()["token"] as? String)
        #expect(try server.statusOfMe(first) == "401")
        #expect(try server.statusOfMe(second) == "401")
        #expect(try server.statusOfMe(third) == "200")
        let edited = try site.run("key", "edit", id, "--no-scope", "--no-expiry", "--name", "Build", "--json").json()
        #expect(edited["scopes"] is NSNull && edited["expiresAt"] is NSNull && edited["name"] as? String == "Build")
        let listed = try site.run("key", "list", "--user", "ada")
        #expect(listed.output.contains("Build") && listed.output.contains("everything"))
        #expect(try site.run("key", "create", "BUILD", "--user", "ada").status == 5)
        #expect(try site.run("key", "create", "late", "--user", "ada", "--expires", "2020-01-01").status == 7)
        #expect(try site.run("key", "delete", id, "--yes").status == 0)
        #expect(try server.statusOfMe(third) == "401")
        #expect(try site.run("key", "show", id).status == 3)
        for token in [first, second, third] {
            for text in [shown.output, listed.output, try site.text(of: server.log)] { #expect(!text.contains(token)) }
        }
        let actions = try site.run("audit", "list", "--action", "key.", "--json").list()
        #expect(Set(actions.compactMap { $0["action"] as? String }).count == 4)
    }

    @Test func aGlobalKeyIsMadeForGroups() throws {
        let site = try Site.initialized()
        #expect(try site.run("group", "create", "ops", "--role", "reader").status == 0)
        let made = try site.run("key", "create", "export", "--global", "--group", "ops", "--json").json()
        #expect((made["groupIds"] as? [String])?.count == 1 && made["userId"] is NSNull)
        #expect(try site.run("key", "list", "--global", "--json").list().count == 1)
        #expect(try site.run("key", "create", "x", "--global", "--group", "nowhere").status == 3)
    }

    @Test func z12_theOperatorPutsListsAndRemovesASecretAndNeverSeesOne() throws {
        let site = try Site.initialized()
        let server = try RunningServer(site)
        let value = "first line of the sesame\nsecond line"
        let file = try site.file("value", value + "\n")
        var said = ""
        func say(_ words: String..., input: String = "", status: Int32 = 0) throws -> CommandRun {
            let run = try site.run(words, input: input)
            #expect(run.status == status, "\(words): \(run.errors)")
            said += run.output + run.errors
            return run
        }
        _ = try say("secret", "set", "admin", "hub", "--value-file", file, "--detail", "{\"user\": \"ada\"}")
        _ = try say("secret", "set", "admin", "pg://db", "--credential", "--value-file", "-", input: value, status: 0)
        let list = try say("secret", "list", "admin", "--json").list()
        #expect(list.map { $0["name"] as? String } == ["hub"])
        #expect((list[0]["detail"] as? [String: Any])?["user"] as? String == "ada")
        #expect(try say("secret", "list", "admin", "--credential").output.contains("pg://db"))
        _ = try say("secret", "set", "nobody", "hub", "--value-file", file, status: 3)
        _ = try say("secret", "set", "admin", "hub", "--value-file", "-", input: "", status: 7)
        _ = try say("secret", "show", "admin", "hub", status: 2)
        let exported = "\(site.path)/audit.jsonl"
        _ = try say("audit", "export", "--format", "jsonl", exported)
        #expect(try say("secret", "list", "--help").output.contains("There is no way to read a value here"))
        // The owner reads it, also after the master key was replaced under the running server.
        #expect(try read("secrets/hub", from: server) == value)
        #expect(try say("key", "rotate-master", "--json").json()["resealed"] as? Int == 3)
        #expect(try read("secrets/hub", from: server) == value)
        #expect(try read("credentials/pg%3A%2F%2Fdb", from: server) == value)
        _ = try say("secret", "delete", "admin", "hub", "--yes")
        _ = try say("secret", "delete", "admin", "hub", "--yes", status: 3)
        for text in [said, try site.text(of: server.log), try site.text(of: exported)] {
            #expect(!text.contains("sesame"))
        }
    }

    /// The value at that address, read by the administrator.
    private func read(_ path: String, from server: RunningServer) throws -> String? {
        let token = try server.signIn("admin", Site.password)
        let run = try server.site.run(
            ["--silent", "--header", "Authorization: Bearer \(token)", "\(server.url)/api/v1/me/\(path)"],
            program: "/usr/bin/curl")
        return try run.json()["value"] as? String
    }
}
