import Foundation
import Testing

@Suite struct JourneyTests {
    @Test func aUserLivesFromCreationToDeletion() throws {
        let site = try Site.initialized()
        let created = try site.run(
            "user", "create", "Ada", "--email", "ada@example.org", "--name", "Ada Lovelace", "--password-file", "-",
            "--json", input: "a pass phrase of hers\n")
        #expect(created.status == 0)
        let id = try #require(try created.json()["id"] as? String)

        let shown = try site.run("user", "show", "ada", "--json").json()
        #expect(shown["id"] as? String == id)
        #expect(shown["login"] as? String == "Ada")
        #expect(shown["roles"] as? [String] == ["member"])
        #expect(shown["requiredActions"] as? [String] == ["update-password"])

        #expect(try site.run("user", "list", "--json").list().map { $0["login"] as? String } == ["Ada", "admin"])
        #expect(try site.run("user", "list", "--search", "LOVELACE", "--json").list().count == 1)

        let edited = try site.run(
            "user", "edit", id, "--role", "auditor", "--role", "admin", "--no-email", "--given-name", "Ada", "--json"
        ).json()
        #expect(edited["roles"] as? [String] == ["admin", "auditor"])
        #expect(edited["email"] is NSNull)
        #expect(edited["version"] as? Int == 2)

        #expect(try site.run("user", "disable", "login:ada", "--json").json()["enabled"] as? Bool == false)
        #expect(try site.run("user", "list", "--disabled", "--json").list().map { $0["id"] as? String } == [id])
        #expect(try site.run("user", "enable", "ada", "--json").json()["enabled"] as? Bool == true)

        let file = try site.file("password", "another pass phrase\n")
        #expect(try site.run("user", "set-password", "ada", "--password-file", file).status == 0)
        #expect(try site.run("session", "list", "--user", "ada", "--json").list().isEmpty)

        let deleted = try site.run("user", "delete", "ada", "--yes", "--json").json()
        #expect((deleted["deleted"] as? [String: Any])?["id"] as? String == id)
        #expect(try site.run("user", "show", "ada").status == 3)
    }

    @Test func statusCountsWhatThereIs() throws {
        let site = try Site.initialized()
        try site.user("second", "--role", "super-admin")
        try site.user("third", "--role", "super-admin", "--disabled")
        let status = try site.run("status", "--json").json()
        #expect(status["users"] as? Int == 3)
        #expect(status["enabledSuperAdmins"] as? Int == 2)
        #expect(status["sessions"] as? Int == 0)
        #expect(status["schemaIsUpToDate"] as? Bool == true)
        #expect(status["databaseFile"] as? String == site.database)
        #expect(try #require(status["databaseBytes"] as? Int) > 4_096)
    }

    @Test func theFolderMayComeFromTheOptionTheEnvironmentOrTheFile() throws {
        let site = try Site.initialized()
        let file = "\(site.data)/gatehouse.json5"
        #expect(try site.run("user", "show", "admin").status == 0)
        #expect(try site.run("user", "show", "admin", folder: "/nowhere").status == 3)
        #expect(try site.run("user", "show", "admin", "--data", site.data, folder: "/nowhere").status == 0)
        #expect(try site.run("user", "show", "admin", "--config", file, folder: "/nowhere").status == 0)
        #expect(try site.run("user", "show", "admin", "--data", "x", "--config", "y").status == 2)
    }

    @Test func aLongListIsPagedAndKeepsItsOrder() throws {
        let site = try Site.initialized()
        try site.plant(
            """
            WITH RECURSIVE numbers(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 1234)
            INSERT INTO users (id, login, login_key, email_key, display_name, display_name_key, is_enabled, source,
                roles, required_actions, created_at, updated_at, failed_logins, version)
            SELECT randomblob(16), printf('u%05d', n), printf('u%05d', n), '', 'x', 'x', 1, source, roles,
                required_actions, n, n, 0, 1 FROM numbers, (SELECT * FROM users WHERE login = 'admin')
            """)
        let logins = try site.run("user", "list", "--json").list().compactMap { $0["login"] as? String }
        #expect(logins.count == 1_235)
        #expect(logins == logins.sorted())
        let newest = try site.run("user", "list", "--sort", "createdAt", "--descending", "--limit", "700", "--json")
        #expect(try newest.list().count == 700)
        #expect(try newest.list()[1]["login"] as? String == "u01234")
        #expect(try site.run("user", "list").output.split(separator: "\n").count == 1_236)
    }
}
