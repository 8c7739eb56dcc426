import Foundation
import Testing

/// Several processes on one file.
@Suite struct CompanyTests {
    @Test func twoProcessesThatCreateUsersLoseNone() async throws {
        let site = try Site.initialized()
        let statuses = try await withThrowingTaskGroup(of: [Int32].self) { group in
            for letter in ["a", "b"] {
                group.addTask { try (1...20).map { try site.user("\(letter)\($0)").status } }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(statuses == Array(repeating: 0, count: 40))
        #expect(try site.run("user", "list", "--json").list().count == 41)
        #expect(try site.run("database", "check").status == 0)
    }

    @Test func aRunningServerSeesAChangeAtTheNextRequest() throws {
        let site = try Site.initialized()
        let server = try RunningServer(site)
        let created = try site.run(
            "user", "create", "ada", "--permanent", "--password-file", "-", input: "a pass phrase of hers")
        #expect(created.status == 0)
        let token = try server.signIn("ada", "a pass phrase of hers")
        #expect(try server.statusOfMe(token) == "200")
        let sessions = try site.run("session", "list", "--user", "ada", "--json").list()
        #expect(sessions.map { $0["login"] as? String } == ["ada"])
        #expect(try site.run("status", "--json").json()["sessions"] as? Int == 1)

        let id = try #require(sessions[0]["id"] as? String)
        #expect(try site.run("session", "end", id).status == 0)
        #expect(try server.statusOfMe(token) == "401")
        #expect(try site.run("session", "end", id).status == 3)

        let second = try server.signIn("ada", "a pass phrase of hers")
        let third = try server.signIn("ada", "a pass phrase of hers")
        #expect(try site.run("session", "end", "--user", "ada", "--json").json()["ended"] as? Int == 2)
        #expect(try server.statusOfMe(second) == "401")
        #expect(try server.statusOfMe(third) == "401")

        let fourth = try server.signIn("ada", "a pass phrase of hers")
        #expect(try site.run("user", "disable", "ada").status == 0)
        #expect(try server.statusOfMe(fourth) == "401")
    }
}
