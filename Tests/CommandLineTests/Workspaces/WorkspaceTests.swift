import Foundation
import Testing

@Suite struct WorkspaceTests {
    @Test func aWorkspaceIsMadeSharedRenamedAndDeleted() throws {
        let site = try Site.initialized()
        try site.user("ada")
        try site.user("grace")
        let made = try site.run("workspace", "create", "Fraud-Models", "--owner", "ada", "--json").json()
        #expect(made["number"] as? Int == 1)
        #expect(try site.run("workspace", "create", "fraud-models", "--owner", "grace").status == 5)
        #expect(try site.run("workspace", "create", "fraud.models", "--owner", "ada").status == 7)
        #expect(try site.run("workspace", "add-member", "fraud-models", "grace", "--role", "owner").status == 0)
        let members = try site.run("workspace", "members", "number:1", "--json").list()
        #expect(Set(members.compactMap { $0["login"] as? String }) == ["ada", "grace"])
        #expect(try site.run("workspace", "list", "--member", "grace", "--json").list().count == 1)
        #expect(try site.run("workspace", "remove-member", "fraud-models", "ada").status == 0)
        let last = try site.run("workspace", "remove-member", "fraud-models", "grace")
        #expect(last.status == 5 && last.errors.contains("owner"))
        #expect(try site.run("workspace", "rename", "fraud-models", "fraud").status == 0)
        #expect(try site.run("workspace", "archive", "fraud").status == 0)
        #expect(try site.run("workspace", "list", "--without-archived", "--json").list().isEmpty)
        #expect(try site.run("workspace", "delete", "fraud").status == 2)
        #expect(try site.run("workspace", "delete", "fraud", "--yes").status == 0)
        #expect(try site.run("workspace", "show", "number:1").status == 3)
    }

    /// Each command is a process of its own, so every number comes after a restart.
    @Test func numbersAreNotGivenAgainAfterDeletionAndRestart() throws {
        let site = try Site.initialized()
        try site.user("ada")
        for number in 1...3 {
            let room = try site.run("workspace", "create", "room", "--owner", "ada", "--json").json()
            #expect(room["number"] as? Int == number)
            #expect(try site.run("workspace", "delete", "room", "--yes").status == 0)
            let model = try site.run("resource", "create", "model", "m-one", "--json").json()
            #expect(model["number"] as? Int == number)
            #expect(try site.run("resource", "delete", "model", "m-one", "--yes").status == 0)
        }
    }

    @Test func aResourceIsMadeMovedVersionedAndListed() throws {
        let site = try Site.initialized()
        try site.user("ada")
        #expect(try site.run("workspace", "create", "room", "--owner", "ada").status == 0)
        #expect(
            try site.run("resource", "create", "model", "m-one", "--owner", "ada", "--workspace", "room").status == 0)
        #expect(try site.run("resource", "create", "model", "m-one").status == 5)
        #expect(try site.run("resource", "add-version", "model", "m-one", "v0").status == 0)
        let shown = try site.run("resource", "show", "model", "number:1", "--json").json()
        #expect((shown["versions"] as? [[String: Any]])?.map { $0["id"] as? String } == ["v0"])
        #expect(try site.run("workspace", "delete", "room", "--yes").status == 5)
        #expect(try site.run("resource", "edit", "model", "m-one", "--no-workspace", "--no-owner").status == 0)
        #expect(try site.run("resource", "list", "--owner", "ada", "--json").list().isEmpty)
        #expect(try site.run("resource", "list", "--type", "model", "--json").list().count == 1)
        #expect(try site.run("workspace", "delete", "room", "--yes").status == 0)
    }
}
