import Foundation
import TestSupport
import Testing

@Suite struct JSONAnswerTests {
    /// A call of each command that succeeds on a fresh site with the user `ada`, and one that fails.
    private static func calls(_ site: Site, mail: SMTPServerProcess) throws -> [(good: [String], bad: [String])] {
        let password = try site.file("password", "a pass phrase of hers")
        let mailing = try site.file(
            "mailing.json5",
            "{ mail: { host: \"127.0.0.1\", port: \(mail.port), security: \"none\", from: \"house@example.org\" } }")
        let nobody = "00000000-0000-7000-8000-000000000000"
        let key = try site.run("key", "create", "known", "--user", "ada", "--json").json()["id"] as? String ?? ""
        let earlier = try site.run("signing-key", "rotate", "--algorithm", "EdDSA", "--json").json()["id"] as? String
        let document = try site.file("document", "{}")
        let team = try site.file("team.csv", "login,displayName\r\nzoe,Zoe\r\nyan,Yan\r\n")
        let names = try site.file("names", "zoe\nyan\n")
        let wish = try site.file("wish", "{ organizations: [{ id: \"default\" }] }")
        let mailingHouse = try site.file(
            "mailing-house.json5",
            """
            { storage: { path: "data/gatehouse.sqlite" }, masterKey: { file: "data/master.key" },
              mail: { host: "127.0.0.1", port: \(mail.port), security: "none", from: "house@example.org" } }
            """)
        return [
            (["init", "--data", "\(site.path)/other"], ["init"]),
            (["status"], ["status", "--data", "/nowhere"]),
            (["version"], ["version", "--nonsense"]),
            (["apply", "-f", wish, "--yes"], ["apply", "-f", password, "--yes"]),
            (["diff", "-f", wish], ["diff", "-f", "/nowhere"]),
            (["export", "config"], ["export", "config", "--output", password]),
            (["user", "create", "bob", "--password-file", password], ["user", "create", "ada", "--no-password"]),
            (["user", "show", "ada"], ["user", "show", "nobody"]),
            (["user", "list"], ["user", "list", "--sort", "age"]),
            (["user", "edit", "ada", "--name", "Ada"], ["user", "edit", "ada"]),
            (["user", "enable", "ada"], ["user", "enable", "nobody"]),
            (["user", "disable", "ada"], ["user", "disable", "admin"]),
            (
                ["user", "set-password", "ada", "--password-file", password],
                ["user", "set-password", "ada", "--password-file", "/nowhere"]
            ),
        ] + accessCalls + [
            (["session", "list"], ["session", "list", "--user", "nobody"]),
            (["session", "end", "--user", "ada"], ["session", "end", "ada"]),
            (["key", "create", "ci", "--user", "ada"], ["key", "create", "ci", "--user", "nobody"]),
            (["key", "show", key], ["key", "show", nobody]),
            (["key", "list", "--user", "ada"], ["key", "list", "--user", "nobody"]),
            (["key", "edit", key, "--about", "builds"], ["key", "edit", nobody, "--about", "builds"]),
            (["key", "rotate", key], ["key", "rotate", nobody]),
            (["key", "delete", key, "--yes"], ["key", "delete", nobody, "--yes"]),
            (
                ["secret", "set", "ada", "hub", "--value-file", password],
                ["secret", "set", "ada", "hub", "--value-file", "/nowhere"]
            ),
            (["secret", "list", "ada"], ["secret", "list", "nobody"]),
            (["secret", "delete", "ada", "hub", "--yes"], ["secret", "delete", "ada", "nothing", "--yes"]),
            (["workspace", "create", "room", "--owner", "ada"], ["workspace", "create", "a b", "--owner", "ada"]),
            (["workspace", "show", "ROOM"], ["workspace", "show", "nothing"]),
            (["workspace", "list"], ["workspace", "list", "--member", "nobody"]),
            (["workspace", "rename", "room", "hall"], ["workspace", "rename", "room", "hall"]),
            (["workspace", "archive", "hall"], ["workspace", "archive", "nothing"]),
            (["workspace", "unarchive", "hall"], ["workspace", "unarchive", "nothing"]),
            (["workspace", "add-member", "hall", "bob"], ["workspace", "add-member", "hall", "nobody"]),
            (["workspace", "members", "hall"], ["workspace", "members", "nothing"]),
            (["workspace", "remove-member", "hall", "bob"], ["workspace", "remove-member", "hall", "ada"]),
            (["resource", "create", "model", "m-one", "--workspace", "hall"], ["resource", "create", "users", "x"]),
            (["resource", "show", "model", "m-one"], ["resource", "show", "model", "nothing"]),
            (["resource", "list"], ["resource", "list", "--owner", "nobody"]),
            (["resource", "edit", "model", "m-one", "--name", "One"], ["resource", "edit", "model", "m-one"]),
            (["resource", "add-version", "model", "m-one", "v0"], ["resource", "add-version", "model", "x", "v0"]),
            (["resource", "delete", "model", "m-one", "--yes"], ["resource", "delete", "model", "m-one"]),
            (["workspace", "delete", "hall", "--yes"], ["workspace", "delete", "hall"]),
            (["user", "activity", "ada"], ["user", "activity", "nobody"]),
            (["org", "create", "acme"], ["org", "create", "default"]),
            (["org", "show", "acme"], ["org", "show", "nowhere"]),
            (["org", "list"], ["org", "list", "--limit", "0"]),
            (["org", "edit", "acme", "--name", "Acme"], ["org", "edit", "acme"]),
            (["org", "delete", "acme"], ["org", "delete", "default"]),
            (["tenant", "create", "lab"], ["tenant", "create", "default"]),
            (["tenant", "show", "lab"], ["tenant", "show", "nowhere"]),
            (["tenant", "list"], ["tenant", "list", "--limit", "0"]),
            (["tenant", "edit", "lab", "--name", "Lab"], ["tenant", "edit", "lab"]),
            (["tenant", "delete", "lab"], ["tenant", "delete", "default"]),
            (["client", "create", "sdk"], ["client", "create", "a/b"]),
            (["client", "show", "sdk"], ["client", "show", "nothing"]),
            (["client", "list"], ["client", "list", "--limit", "0"]),
            (["client", "edit", "sdk", "--about", "the SDK"], ["client", "edit", "sdk"]),
            (["client", "disable", "sdk"], ["client", "disable", "nothing"]),
            (["client", "enable", "sdk"], ["client", "enable", "nothing"]),
            (["client", "secret", "sdk"], ["client", "secret", "nothing"]),
            (["client", "rotate-secret", "sdk"], ["client", "rotate-secret", "nothing"]),
            (["client", "delete", "sdk"], ["client", "delete", "nothing"]),
            (
                ["document", "set", "variables", document, "--user", "ada"],
                ["document", "set", "variables", password, "--user", "ada"]
            ),
            (
                ["document", "get", "variables", "--user", "ada"],
                ["document", "get", "configuration", "--user", "ada"]
            ),
            (["document", "list", "--user", "ada"], ["document", "list"]),
            (["document", "remove", "variables", "--user", "ada"], ["document", "remove", "variables"]),
            (["user", "delete", "ada", "--yes"], ["user", "delete", "ada"]),
            (["audit", "list"], ["audit", "list", "--from", "yesterday"]),
            (["audit", "verify"], ["audit", "verify", "--head", "99"]),
            (
                ["audit", "export", "--format", "csv", "\(site.path)/export"],
                ["audit", "export", "--format", "csv", password]
            ),
            (["key", "list-master"], ["key", "list-master", "--data", "/nowhere"]),
            (["key", "rotate-master"], ["key", "rotate-master", "--data", "/nowhere"]),
            (["signing-key", "list"], ["signing-key", "list", "--data", "/nowhere"]),
            (["signing-key", "rotate"], ["signing-key", "rotate", "--overlap", "91d"]),
            (["signing-key", "retire", earlier ?? ""], ["signing-key", "retire", "nothing"]),
            (["config", "check"], ["config", "check", "--config", "/nowhere"]),
            (["config", "show"], ["config", "show", "--config", password]),
            (["mail", "test", "ada@example.org", "--config", mailing], ["mail", "test", "ada@example.org"]),
            (["database", "check"], ["database", "check", "--data", "/nowhere"]),
            (["database", "backup", "\(site.path)/copy"], ["database", "backup", password]),
            (["database", "migrate", "--dry-run"], ["database", "migrate", "--data", "/nowhere"]),
            (["invite", "create", "eve@example.org"], ["invite", "create", "eve@example.org"]),
            (["invite", "list"], ["invite", "list", "--state", "lost"]),
            (["invite", "resend", "eve@example.org"], ["invite", "resend", "nobody"]),
            (["invite", "revoke", "eve@example.org"], ["invite", "revoke", "nobody"]),
            (["user", "edit", "bob", "--email", "bob@example.org"], ["user", "edit", "bob"]),
            (["user", "reset-password", "bob", "--config", mailingHouse], ["user", "reset-password", "bob"]),
            (["bulk", "create", team], ["bulk", "create", "/nowhere.csv"]),
            (["bulk", "edit", team], ["bulk", "edit", "/nowhere.csv"]),
            (["bulk", "disable", names], ["bulk", "disable", "/nowhere"]),
            (["bulk", "enable", names], ["bulk", "enable", "/nowhere"]),
            (["bulk", "delete", names], ["bulk", "delete", "/nowhere"]),
            (["import", "users", team], ["import", "users", "/nowhere.csv"]),
            (["export", "users", "\(site.path)/all.csv"], ["export", "users", "\(site.path)/all.csv"]),
            (["hash", "calibrate", "--milliseconds", "1"], ["hash", "calibrate", "--milliseconds", "0"]),
        ]
    }

    /// Each on a configuration with a source that is a real directory.
    private static func directoryCalls(_ place: DirectorySite) throws -> [(good: [String], bad: [String])] {
        let house = try place.configuration(), password = try place.site.file("admin-password", Site.password)
        return [
            (["source", "list", "--config", house], ["source", "list", "--data", "/nowhere"]),
            (["source", "show", "corp", "--config", house], ["source", "show", "corp"]),
            (["source", "sync", "corp", "--login", "eve", "--config", house], ["source", "sync", "local"]),
            (["source", "check", "corp", "--config", house], ["source", "check", "corp"]),
            (["ldap", "doctor", "--config", house], ["ldap", "doctor"]),
            (["ldap", "search", "(uid=ann)", "--config", house], ["ldap", "search", "(uid=ann"]),
            (["ldap", "whoami", "--config", house], ["ldap", "whoami"]),
            (
                ["login", "test", "--login", "admin", "--password-file", password],
                ["login", "test", "--login", "admin", "--password-file", "/nowhere"]
            ),
        ]
    }

    /// In this order: each needs what those before it made.
    private static let accessCalls: [(good: [String], bad: [String])] = [
        (["group", "create", "ops"], ["group", "create", "a/b"]),
        (["group", "create", "linux", "--under", "ops"], ["group", "create", "linux", "--under", "nowhere"]),
        (["group", "show", "ops"], ["group", "show", "nowhere"]),
        (["group", "list"], ["group", "list", "--below", "nowhere"]),
        (["group", "edit", "ops", "--about", "people"], ["group", "edit", "ops", "--role", "emperor"]),
        (["group", "add-member", "ops/linux", "ada"], ["group", "add-member", "ops", "nobody"]),
        (["group", "members", "ops"], ["group", "members", "nowhere"]),
        (["user", "groups", "ada"], ["user", "groups", "nobody"]),
        (["group", "remove-member", "ops/linux", "ada"], ["group", "remove-member", "nowhere", "ada"]),
        (["group", "move", "ops/linux", "--top"], ["group", "move", "ops"]),
        (["group", "delete", "linux", "--yes"], ["group", "delete", "ops"]),
        (["role", "create", "desk"], ["role", "create", "ADMIN"]),
        (["role", "show", "desk"], ["role", "show", "nothing"]),
        (["role", "list"], ["role", "list", "--realm", "--client", "x"]),
        (["role", "edit", "desk", "--permission", "x:y"], ["role", "edit", "admin", "--no-permissions"]),
        (["role", "holders", "member"], ["role", "holders", "nothing"]),
        (["role", "delete", "desk", "--yes"], ["role", "delete", "reader", "--yes"]),
        (["explain", "admin", "users:read"], ["explain", "nobody", "users:read"]),
        (["who", "users:read"], ["who", "everything"]),
        (["matrix"], ["matrix", "--csv"]),
    ]

    @Test func everyCommandAnswersInJSONAndFailsInJSON() throws {
        let site = try Site.initialized()
        try site.user("ada")
        let mail = try SMTPServerProcess(in: site.path)
        let place = try DirectorySite(on: site)
        let calls = try Self.calls(site, mail: mail) + Self.directoryCalls(place)
        // They go on until they are stopped, and have tests of their own.
        let endless = [["audit", "follow"], ["ldap", "serve-test"]]
        for command in try Commands.all() where !endless.contains(command) {
            let call = try #require(calls.first { $0.good.starts(with: command) }, "\(command) is not in the list")
            _ = call
        }
        for (good, bad) in calls {
            let run = try site.run(good + ["--json"])
            #expect(run.status == 0, "\(good): \(run.errors)")
            #expect(throws: Never.self, "\(good)") {
                try JSONSerialization.jsonObject(with: Data(run.output.utf8))
            }
            #expect(run.errors.isEmpty, "\(good)")
            let failed = try site.run(bad + ["--json"])
            #expect(failed.status != 0, "\(bad)")
            #expect(failed.output.isEmpty, "\(bad)")
            let failure = try failed.failure()
            #expect(failure.code != nil && failure.message?.isEmpty == false, "\(bad)")
        }
        #expect(try mail.messages().count == 2)
    }

    @Test func anErrorOfTheWordsIsJSONToo() throws {
        let run = try Site().run("usr", "--json")
        #expect(run.status == 2)
        #expect(try run.failure().code == "usage")
        #expect(try run.failure().message == "unknown command usr; did you mean user?")
    }

    @Test func withoutJSONEveryListHasTitlesAlsoWhenEmpty() throws {
        let site = try Site.initialized()
        #expect(try site.run("session", "list").output.hasPrefix("ID  LOGIN"))
        #expect(try site.run("session", "list", "--json").output == "[]\n")
        #expect(try site.run("user", "list", "--search", "nobody").output.hasPrefix("LOGIN  NAME"))
    }
}
