import Foundation
import Testing

@Suite struct OrganizationTests {
    @Test func organizationsTenantsAndUsersAreKeptApart() throws {
        let site = try Site.initialized()
        #expect(try site.run("org", "create", "acme", "--name", "Acme").status == 0)
        #expect(try site.run("tenant", "create", "lab@acme", "--organization", "acme").status == 0)
        let made = try site.run(
            "user", "create", "ada", "--no-password", "--organization", "acme", "--tenant", "lab@acme", "--json")
        #expect(try made.json()["tenant"] as? String == "lab@acme")
        let listed = try site.run("user", "list", "--organization", "acme", "--json").list()
        #expect(listed.map { $0["login"] as? String } == ["ada"])
        let tenants = try site.run("tenant", "list", "--organization", "acme", "--json").list()
        #expect(tenants.map { $0["id"] as? String } == ["acme", "lab@acme"])
        #expect(try site.run("org", "delete", "acme").status == 5, "somebody is in it")
        #expect(try site.run("user", "edit", "ada", "--organization", "default").status == 0)
        #expect(try site.run("tenant", "delete", "lab@acme").status == 0)
        #expect(try site.run("org", "delete", "acme").status == 0)
        #expect(try site.run("org", "show", "acme").status == 3)
    }

    @Test func anUnfitOrTakenIdIsRefused() throws {
        let site = try Site.initialized()
        #expect(try site.run("org", "create", "a/b").status == 7)
        #expect(try site.run("tenant", "create", "default").status == 5)
        #expect(try site.run("client", "create", "sdk").status == 0)
        #expect(try site.run("client", "create", "sdk").status == 5)
    }

    @Test func aDocumentIsStoredToTheLetter() throws {
        let site = try Site.initialized()
        try site.user("ada")
        let file = try site.file("properties.json", "{\n  \"a\": 1.50\n}")
        #expect(try site.run("document", "set", "admin-properties", file, "--user", "ada").status == 0)
        #expect(
            try site.run("document", "get", "admin-properties", "--user", "ada").output == "{\n  \"a\": 1.50\n}\n")
        let listed = try site.run("document", "list", "--user", "ada", "--json").list()
        #expect(listed.map { $0["bytes"] as? Int } == [15])
        #expect(
            try site.run("document", "set", "variables", "-", "--user", "ada", input: "[1]").status == 7)
        #expect(try site.run("document", "set", "variables", "-", "--user", "ada", input: "{").status == 7)
        #expect(try site.run("document", "set", "other", "-", "--user", "ada", input: "{}").status == 7)
        #expect(try site.run("document", "get", "variables", "--user", "ada").status == 3)
        #expect(try site.run("document", "list").status == 2)
    }

    @Test func seatsAreShownAndTheLastOneIsTheLast() throws {
        let site = try Site.initialized()
        let file = "\(site.data)/gatehouse.json5"
        let text = try site.text(of: file).replacingOccurrences(
            of: "// licence: { seats: 500 },", with: "licence: { seats: 2 }, //")
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        #expect(try site.user("ada").status == 0)
        let refused = try site.user("bob")
        #expect(refused.status == 5)
        #expect(refused.errors.contains("2 seats"))
        let status = try site.run("status", "--json").json()
        #expect(status["enabledUsers"] as? Int == 2)
        #expect(status["seats"] as? Int == 2)
        #expect(try site.run("status").output.contains("2 of 2"))
    }

    @Test func anEndOfAnAccountIsSetAndTakenBack() throws {
        let site = try Site.initialized()
        try site.user("ada")
        let edited = try site.run(
            "user", "edit", "ada", "--trial-from", "2026-01-01T00:00:00Z", "--trial-until", "2026-01-02T00:00:00Z",
            "--valid-until", "2126-01-01T00:00:00Z", "--json")
        let trial = try #require(try edited.json()["trial"] as? [String: Any])
        #expect(trial["expired"] as? Bool == true)
        let activity = try site.run("user", "activity", "ada", "--json").json()
        #expect(activity["obstacles"] as? [String] == ["trial-over"])
        #expect(activity["openSessions"] as? Int == 0)
        let cleared = try site.run("user", "edit", "ada", "--no-trial", "--no-valid-until", "--json").json()
        #expect((cleared["trial"] as? [String: Any])?["exists"] as? Bool == false)
        #expect(try site.run("user", "edit", "ada", "--trial-until", "2026-01-02T00:00:00Z").status == 2)
        #expect(try site.run("user", "edit", "ada", "--valid-until", "tomorrow").status == 2)
        let lasting = try site.run("user", "edit", "ada", "--valid-until", "90d", "--json").json()
        let end = try #require(lasting["validUntil"] as? String)
        #expect(end > Date(timeIntervalSinceNow: 89 * 86_400).formatted(.iso8601))
        #expect(end < Date(timeIntervalSinceNow: 91 * 86_400).formatted(.iso8601))
    }
}
