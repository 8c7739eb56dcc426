import Foundation
import Testing

@Suite struct ApplyTests {
    private static let example: String = {
        let folder = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let text = try! String(contentsOfFile: "/\(folder)/Docs/ConfigurationAsCode.md", encoding: .utf8)
        return text.components(separatedBy: "```json5\n")[1].components(separatedBy: "```")[0]
    }()

    @Test func theDocumentedExampleIsAppliedOnceAndThenNothingIsLeftToDo() throws {
        let site = try Site.initialized()
        let file = try site.file("house.json5", Self.example)
        #expect(try site.run("diff", "-f", file).status == 10)
        #expect(try site.run("apply", "-f", file, "--dry-run").status == 10)
        #expect(try site.run("org", "show", "acme").status == 3, "only shown")
        let run = try site.run("apply", "-f", file, "--yes")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("+ create group ops/linux (organization acme)\n"))
        let again = try site.run("apply", "--file", file, "--yes")
        #expect(again.status == 0)
        #expect(again.output == "0 to create, 0 to change, 0 to delete, 9 unchanged\napplied: 0 of 0\n")
        #expect(try site.run("diff", "-f", file).status == 0)
        let ada = try site.run("user", "show", "ada", "--json").json()
        #expect(ada["tenant"] as? String == "acme-night")
        #expect(ada["validUntil"] as? String == "2126-01-31T08:15:00.000Z")
        let records = try site.run("audit", "list", "--action", "user.created", "--json").list()
        #expect(records.contains { $0["requestId"] as? String == "applied from house.json5" }, "\(records)")
    }

    @Test func anExportMakesTheSameHouseElsewhere() throws {
        let site = try Site.initialized(), other = try Site.initialized()
        let file = try site.file("house.json5", Self.example)
        #expect(try site.run("apply", "-f", file, "--yes").status == 0)
        let text = try site.run("export", "config").output
        #expect(!text.contains("argon2"))
        #expect(try other.run("diff", "-f", "-", input: text).status == 10)
        #expect(try other.run("apply", "-f", "-", input: text).status == 2, "nobody can be asked")
        let run = try other.run("apply", "-f", "-", "--yes", input: text)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try other.run("export", "config").output == text)
        #expect(try other.run("diff", "-f", "-", input: text).status == 0)
        let target = "\(site.path)/access.json"
        let written = try site.run("export", "config", "-o", target, "--section", "roles", "--json").json()
        #expect(written["roles"] as? Int == 1)
        #expect(try site.text(of: target).hasPrefix("{\n  \"roles\": [\n    {\n      \"name\": \"sdk/operator\""))
        #expect(try site.run("export", "config", "-o", target).status == 5)
    }

    @Test func twoFilesAreOneWishAndThePlanIsJSON() throws {
        let site = try Site.initialized()
        let groups = try site.file("groups.json5", "{ groups: [{ name: 'ops' }] }")
        let users = try site.file("users.json5", "{ users: [{ login: 'ada', groups: ['ops'] }] }")
        #expect(try site.run("diff", "-f", users).status == 7)
        let plan = try site.run("diff", "-f", users, "-f", groups, "--json")
        #expect(plan.status == 10)
        #expect(try plan.failure().code == "differs")
        let steps = try #require(try plan.json()["steps"] as? [[String: Any]])
        #expect(steps.map { $0["name"] as? String } == ["ops", "ada"])
        #expect(steps[1]["place"] as? String == "\(users): users[0]")
        let changes = try #require(steps[1]["changes"] as? [[String: Any]])
        #expect(changes[0]["field"] as? String == "groups")
        #expect(changes[0]["after"] as? [String] == ["ops"])
        let done = try site.run("apply", "-f", users, "-f", groups, "--yes", "--json").json()
        #expect(done["applied"] as? Int == 2)
        let twice = try site.run("diff", "-f", users, "-f", groups, "-f", users)
        #expect(twice.status == 7)
        #expect(twice.errors.contains("users[0].login"))
    }

    @Test func allProblemsAreToldAndNothingIsDone() throws {
        let site = try Site.initialized()
        let text = "{ users: [{ login: 'ada', colour: 1, roles: ['none'] }], groups: [{ name: 'a' }, { name: 'A' }] }"
        let run = try site.run("apply", "-f", "-", "--yes", "--json", input: text)
        #expect(run.status == 7)
        #expect(run.output.isEmpty)
        for place in ["users[0].colour", "users[0].roles[0]", "groups[1].name"] { #expect(run.errors.contains(place)) }
        #expect(try site.run("group", "list", "--json").list().isEmpty)
        #expect(try site.run("apply", "-f", "-", "--yes", input: "{").status == 7)
        #expect(try site.run("apply", "-f", "/nowhere", "--yes").status == 3)
        #expect(try site.run("apply", "--yes").status == 2)
    }

    @Test func pruningIsAskedForSectionBySection() throws {
        let site = try Site.initialized()
        for name in ["ops", "lab"] { #expect(try site.run("group", "create", name).status == 0) }
        try site.user("ada")
        let text = "{ groups: [{ name: 'lab' }], users: [] }"
        #expect(try site.run("diff", "-f", "-", input: text).status == 0)
        #expect(try site.run("diff", "-f", "-", "--prune", "roles", input: text).status == 7)
        #expect(try site.run("diff", "-f", "-", "--prune", "sessions", input: text).status == 2)
        let run = try site.run("apply", "-f", "-", "--yes", "--prune", "groups", "--prune", "users", input: text)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("= user admin is kept: the last super-admin there is now\n"))
        #expect(try site.run("group", "list", "--json").list().map { $0["name"] as? String } == ["lab"])
        #expect(try site.run("user", "list", "--json").list().map { $0["login"] as? String } == ["admin"])
    }

    @Test func aRefusedStepStopsAndTheNextRunGoesOn() throws {
        let site = try Site.initialized()
        let bad = "{ clients: [{ id: 'sdk' }], users: [{ login: 'admin', enabled: false }, { login: 'bob' }] }"
        let run = try site.run("apply", "-f", "-", "--yes", "--json", input: bad)
        #expect(run.status == 5)
        #expect(try run.json()["applied"] as? Int == 1)
        #expect(run.errors.contains("users[0]") && run.errors.contains("super-admin"))
        #expect(try site.run("client", "show", "sdk").status == 0)
        #expect(try site.run("user", "show", "bob").status == 3)
        let mended = bad.replacingOccurrences(of: "false", with: "true")
        let next = try site.run("apply", "-f", "-", "--yes", input: mended)
        #expect(next.output.hasSuffix("1 to create, 0 to change, 0 to delete, 2 unchanged\napplied: 1 of 1\n"))
    }

    @Test func aPersonAtATerminalIsAsked() throws {
        let site = try Site.initialized()
        let file = try site.file("house.json5", "{ groups: [{ name: 'ops' }] }")
        let no = try TerminalSession(site, ["apply", "-f", file])
        no.answer("[y/N] ", "n\n")
        #expect(no.wait() == 1)
        #expect(try site.run("group", "show", "ops").status == 3)
        let yes = try TerminalSession(site, ["apply", "-f", file])
        yes.answer("[y/N] ", "y\n")
        #expect(yes.wait() == 0)
        #expect(try site.run("group", "show", "ops").status == 0)
    }
}
