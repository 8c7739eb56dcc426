import Foundation
import IdentityCore
import SourceConformance
import Testing

/// The two programs with the kind in them, used as an administrator and a person would.
@Suite struct JourneyTests {
    @Test(.timeLimit(.minutes(2)))
    func aPersonOfTheFileSignsInAndTheAdministratorSeesTheSteps() async throws {
        let file = try RosterFile(), bed = SourceTestBed()
        let hash = try await bed.hasher.hash(Secret("plum-lantern-47-river")).encoded
        try file.write([#"17,lena,"\#(hash)",Lena,lena@example.org,staff,yes"#, "18,otto,,Otto,,,"])
        let data = try house(with: file)

        #expect(try Programs.run("config", "check", "--data", data).status == 0)
        let password = file.folder.appendingPathComponent("password").path
        try Data("plum-lantern-47-river\n".utf8).write(to: URL(fileURLWithPath: password))
        let look = try Programs.run(
            "source", "check", "people", "--login", "lena", "--password-file", password, "--data", data, "--json")
        #expect(look.status == 0, "\(look.output)")
        #expect(look.output.contains(#""verified""#))

        let server = try RunningServer(data: data)
        let right = try await server.signIn("lena", "plum-lantern-47-river")
        #expect(right.status == 201)
        let user = try #require(right.members["user"] as? [String: Any])
        #expect(user["source"] as? String == "people")
        #expect(user["email"] as? String == "lena@example.org")
        #expect(try await server.signIn("lena", "wrong").status == 401)
        #expect(try await server.signIn("otto", "wrong").status == 401)

        let sync = try Programs.run("source", "sync", "people", "--data", data)
        #expect(sync.status == 0, "\(sync.output)")
        let list = try Programs.run("user", "list", "--data", data)
        #expect(list.output.contains("otto"))

        try file.remove()
        #expect(try await server.signIn("lena", "plum-lantern-47-river").status == 503)
        #expect(server.stop() == 0)
    }

    /// A data folder whose configuration names the file.
    private func house(with file: RosterFile) throws -> String {
        let data = file.folder.appendingPathComponent("data").path
        #expect(try Programs.run("init", "--data", data).status == 0)
        let place = URL(fileURLWithPath: data + "/gatehouse.json5")
        let text = try String(contentsOf: place, encoding: .utf8)
        let local = #"{ id: "local", kind: "local" },"#
        try #require(text.contains(local))
        let entry = """
            { id: "people", kind: "csv", settings: { peopleFile: "\(file.url.path)" },
              policy: { createsOnFirstLogin: true } },
            """
        try text.replacingOccurrences(of: local, with: local + entry).write(
            to: place, atomically: true, encoding: .utf8)
        return data
    }
}
