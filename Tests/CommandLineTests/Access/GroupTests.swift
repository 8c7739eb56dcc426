import Foundation
import Testing

@Suite struct GroupTests {
    @Test func aGroupLivesFromCreationToDeletion() throws {
        let site = try Site.initialized()
        try site.user("ada")
        let made = try site.run(
            "group", "create", "Ops", "--role", "reader", "--about", "those who know", "--external-group", "cn=ops",
            "--json"
        ).json()
        #expect(made["path"] as? String == "Ops")
        #expect(made["mappedExternalGroups"] as? [String] == ["cn=ops"])
        #expect(try site.run("group", "create", "linux", "--under", "ops", "--permission", "host:read").status == 0)
        #expect(try site.run("group", "show", "OPS/Linux", "--json").json()["path"] as? String == "Ops/linux")
        #expect(try site.run("group", "add-member", "ops/linux", "ada", "--json").json()["added"] as? Bool == true)
        #expect(try site.run("group", "add-member", "ops/linux", "ada", "--json").json()["added"] as? Bool == false)
        #expect(try site.run("group", "members", "ops", "--json").list().isEmpty)
        let members = try site.run("group", "members", "ops", "--effective", "--json").list()
        #expect(members.map { $0["login"] as? String } == ["ada"])
        let groups = try site.run("user", "groups", "ada", "--json").list()
        #expect(groups.map { $0["membership"] as? String } == ["inherited", "assigned"])

        let edited = try site.run("group", "edit", "ops", "--name", "Operations", "--no-roles", "--json").json()
        #expect(edited["path"] as? String == "Operations")
        #expect(edited["roles"] as? [String] == [])
        let paths = try site.run("group", "list", "--json").list().map { $0["path"] as? String }
        #expect(paths == ["Operations/linux", "Operations"])
        #expect(try site.run("group", "list", "--top").output.contains("Operations"))

        #expect(try site.run("group", "move", "operations", "--under", "operations/linux").status == 5)
        #expect(try site.run("group", "delete", "operations", "--yes").status == 5)
        #expect(
            try site.run("group", "move", "operations/linux", "--top", "--json").json()["path"] as? String == "linux")
        #expect(try site.run("group", "remove-member", "linux", "ada", "--json").json()["removed"] as? Bool == true)
        #expect(try site.run("group", "delete", "operations", "--with-subgroups", "--yes").status == 0)
        #expect(try site.run("group", "show", "operations").status == 3)
    }

    @Test func aRoleLivesFromDefinitionToDeletion() throws {
        let site = try Site.initialized()
        let made = try site.run(
            "role", "create", "desk", "--permission", "users:read", "--reach", "server", "--json"
        ).json()
        #expect(made["reach"] as? String == "server")
        #expect(made["builtIn"] as? Bool == false)
        try site.user("ada", "--role", "desk")
        #expect(try site.run("role", "holders", "desk", "--json").list().map { $0["login"] as? String } == ["ada"])
        #expect(try site.run("role", "edit", "desk", "--permission", "users:fly").status == 7)
        let edited = try site.run("role", "edit", "desk", "--permission", "model:*", "--json").json()
        #expect(edited["permissions"] as? [String] == ["model:*"])
        let names = try site.run("role", "list", "--json").list().map { $0["name"] as? String }
        #expect(names == ["admin", "auditor", "member", "org-admin", "reader", "super-admin", "desk"])
        #expect(try site.run("role", "delete", "reader", "--yes").status == 5)
        #expect(try site.run("role", "delete", "desk", "--yes").status == 0)
        #expect(try site.run("user", "show", "ada", "--json").json()["roles"] as? [String] == [])
        #expect(try site.run("role", "show", "desk").status == 3)
        #expect(try site.run("role", "create", "ADMIN").status == 5)
    }

    @Test func explainTellsEachPathOrWhatComesClosest() throws {
        let site = try Site.initialized()
        try site.user("ada")
        #expect(try site.run("group", "create", "linux-admins", "--role", "admin").status == 0)
        #expect(
            try site.run("group", "create", "ops", "--under", "linux-admins", "--permission", "host/h1:restart").status
                == 0)
        #expect(try site.run("group", "add-member", "linux-admins/ops", "ada").status == 0)
        let allowed = try site.run("explain", "ada", "users:manage")
        #expect(allowed.status == 0)
        #expect(allowed.output.contains("\n  role admin, through group ops > linux-admins\n"))
        let everything = try site.run("explain", "ada", "host/h1:restart")
        #expect(everything.output.contains("\n  group ops\n"))
        let denied = try site.run("explain", "ada", "server:manage")
        #expect(denied.status == 4)
        #expect(denied.output.hasPrefix("ada may not do server:manage"))
        #expect(try site.run("group", "edit", "linux-admins", "--no-roles").status == 0)
        let near = try site.run("explain", "ada", "host/h2:restart", "--json")
        #expect(near.status == 4)
        let nearest = try #require(try near.json()["nearest"] as? [[String: Any]])
        #expect(nearest.map { $0["lacks"] as? String } == ["resource"])
        #expect(nearest[0]["gives"] as? [String] == ["host/h1:restart"])
        #expect(try near.failure().code == "refused")
        let who = try site.run("who", "host/h1:restart", "--json").list().map { $0["login"] as? String }
        #expect(who == ["ada", "admin"])
        #expect(try site.run("explain", "nobody", "users:read").status == 3)
    }

    @Test func theMatrixIsATableAListOrAFileForASpreadsheet() throws {
        let site = try Site.initialized()
        try site.user("ada, \"the first\"", "--role", "reader")
        #expect(try site.run("group", "create", "ops", "--permission", "host:read").status == 0)
        let rows = try site.run("matrix", "--json").list()
        #expect(rows.map { $0["kind"] as? String } == ["group", "user", "user"])
        #expect(rows[0]["organizationPermissions"] as? [String] == ["host:read"])
        let table = try site.run("matrix").output.split(separator: "\n")
        #expect(table.count == 4)
        #expect(table[3].contains("admin") && table[3].contains("everything"))
        let lines = try site.run("matrix", "--csv").output.components(separatedBy: "\r\n")
        #expect(lines.count == 5)
        #expect(lines[0].hasPrefix("kind,name,id,organization,users:read,"))
        #expect(lines[1].hasSuffix(",host:read@organization"))
        #expect(lines[2].hasPrefix("user,\"ada, \"\"the first\"\"\","))
    }
}
