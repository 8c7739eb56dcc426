import Foundation
import Glibc
import JSONText
import Testing

@Suite struct StartTests {
    private static func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> (
        ending: ChildProcess.Ending, text: String
    ) {
        try await ChildProcess.run([Gatehouse.program] + arguments, in: folder)
    }

    @Test func everythingWrongWithTheConfigurationIsSaidAtOnce() async throws {
        for (text, wanted) in [
            (
                "{ listen: [{ host: 'nowhere', port: 99999 }], pasword: {}, signIn: { windowSeconds: 'x' } }",
                ["listen[0].host", "listen[0].port", "pasword", "signIn.windowSeconds"]
            ),
            ("{ listen: [", ["gatehouse.json5"]),
            ("{ sources: [{ id: 'corp', kind: 'local' }] }", ["local"]),
            ("{ sources: [{ id: 'local', kind: 'magic' }] }", ["magic"]),
            ("{ sources: [{ id: 'local', kind: 'local', settings: { x: 1 } }] }", ["\"x\""]),
            ("{ passwords: { argon2: { memoryKiB: 1, passes: 100, lanes: 1 } } }", ["memory", "passes"]),
            ("{ signIn: { consecutiveFailures: 101 } }", ["consecutiveFailures"]),
        ] {
            let folder = try TemporaryFolder()
            try folder.write(text, to: "gatehouse.json5")
            let run = try await Self.run(["--data", folder.path], in: folder)
            #expect(run.ending == .exit(1), "\(text)")
            for word in wanted { #expect(run.text.contains(word), "\(run.text)") }
        }
    }

    @Test func wrongArgumentsAndQuestionsForHelpEndAtOnce() async throws {
        let folder = try TemporaryFolder()
        #expect(try await Self.run(["--data", "x", "--config", "y"], in: folder).ending == .exit(2))
        #expect(try await Self.run(["--port", "65536"], in: folder).ending == .exit(2))
        #expect(try await Self.run(["--dta", "x"], in: folder).ending == .exit(2))
        let help = try await Self.run(["--help"], in: folder)
        #expect(help.ending == .exit(0))
        #expect(help.text.contains("--data"))
        #expect(try await Self.run(["--version"], in: folder).ending == .exit(0))
    }

    @Test func aServerDoesNotStartWithoutItsKeyOrWithAKeyThatOthersMayRead() async throws {
        let folder = try TemporaryFolder()
        try await Gatehouse.start(in: folder).stop()
        let key = "\(folder.path)/data/master.key", arguments = ["--data", "\(folder.path)/data", "--port", "0"]
        #expect(chmod(key, 0o644) == 0)
        let open = try await Self.run(arguments, in: folder)
        #expect(open.ending == .exit(1))
        #expect(open.text.contains("chmod 600"))
        #expect(chmod(key, 0o600) == 0)
        let contents = folder.text(of: "data/master.key")
        for wrong in ["", "00", String(contents.dropLast(3)), "\(contents)\(contents)"] {
            try folder.write(wrong, to: "data/master.key")
            #expect(try await Self.run(arguments, in: folder).ending == .exit(1), "\(wrong.utf8.count) bytes")
        }
        try FileManager.default.removeItem(atPath: key)
        #expect(try await Self.run(arguments, in: folder).ending == .exit(1))
        #expect(!FileManager.default.fileExists(atPath: key), "no new key beside an old database")
    }

    @Test func aPortThatIsTakenIsNamed() async throws {
        try await withGatehouse { house, admin in
            let folder = try TemporaryFolder()
            let run = try await Self.run(["--data", "\(folder.path)/data", "--port", "\(house.port)"], in: folder)
            #expect(run.ending == .exit(1))
            #expect(run.text.contains("\(house.port)"), "\(run.text)")
            #expect(try await house.get("me", admin).status == 200)
        }
    }

    @Test(arguments: ["/gate/v1", ""])
    func theAPIStandsWhereTheConfigurationSays(_ prefix: String) async throws {
        let folder = try TemporaryFolder()
        let native: JSONValue = ["native": ["prefix": .string(prefix)]]
        let house = try await Gatehouse.start(in: folder, Settings(["dialects": native]))
        let first = try #require(house.firstAdministrator)
        let body: JSONValue = ["login": .string(first.login), "password": .string(first.password)]
        let token = try await house.send(Request("POST", "\(prefix)/sessions", json: body)).string("token")
        let made = try await house.send(Request("POST", "\(prefix)/users", token: token, json: ["login": "anna"]))
        #expect(made.status == 201)
        #expect(made.field("Location") == "\(prefix)/users/\(made.string("id") ?? "")")
        #expect(try await house.get("/api/v1/me").status == 404)
        #expect(try await house.get("\(prefix)/openapi.json")["paths.\(prefix)/me"] != nil)
        try await house.stop()
    }

    @Test func anAPIThatIsSwitchedOffIsNotThere() async throws {
        let native: JSONValue = ["native": ["enabled": false]]
        let house = try await Gatehouse.start(in: try TemporaryFolder(), Settings(["dialects": native]))
        #expect(try await house.get("/healthz").status == 200)
        #expect(try await house.signIn("admin", "x").status == 404)
        #expect(try await house.get("openapi.json").status == 404)
        try await house.stop()
    }
}
