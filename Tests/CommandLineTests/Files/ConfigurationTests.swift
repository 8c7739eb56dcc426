import Foundation
import Testing

@Suite struct ConfigurationTests {
    @Test func aFreshConfigurationIsInOrder() throws {
        let site = try Site.initialized()
        let run = try site.run("config", "check")
        #expect(run.status == 0)
        #expect(run.output == "\(site.data)/gatehouse.json5 is in order\n")
    }

    @Test func everyProblemIsReportedAtOnce() throws {
        let site = try Site()
        let file = try site.file(
            "bad.json5",
            """
            {
              listen: [{ host: "nowhere", port: 70000 }],
              passwords: { minimumLength: "long", blockListFile: "gone.txt" },
              sources: [{ id: "local", kind: "local", settings: { colour: 1 } }, { id: "x", kind: "ldapp" }],
              log: { levl: "info" },
            }
            """)
        let wanted = [
            "listen[0].host", "listen[0].port", "passwords.minimumLength", "gone.txt", "no setting \"colour\"",
            "\"ldapp\"", "log.levl", "master key",
        ]
        let run = try site.run("config", "check", "--config", file)
        #expect(run.status == 7)
        #expect(run.output.isEmpty)
        let lines = run.errors.split(separator: "\n")
        #expect(lines.first == "gatehouse: \(file) is not in order")
        #expect(lines.count == 1 + wanted.count)
        for text in wanted { #expect(lines.contains { $0.hasPrefix("  - ") && $0.contains(text) }, "\(text)") }

        let asJSON = try site.run("config", "check", "--config", file, "--json")
        #expect(try (asJSON.json()["problems"] as? [Any])?.count == wanted.count)
        #expect(try asJSON.failure().code == "invalidInput")
    }

    @Test func aFileThatIsNoJSONSaysWhere() throws {
        let site = try Site()
        let run = try site.run("config", "check", "--config", try site.file("bad.json5", "{ listen: [ }"))
        #expect(run.status == 7)
        #expect(run.errors.contains("line 1"))
    }

    @Test func whatHoldsIsShownWithDefaults() throws {
        let site = try Site.initialized()
        let shown = try site.run("config", "show").json()
        #expect((shown["sessions"] as? [String: Any])?["lifetimeMinutes"] as? Int == 720)
        #expect((shown["storage"] as? [String: Any])?["path"] as? String == site.database)
    }

    @Test func addressAndPortOfTheFirstStartAreWrittenDown() throws {
        let site = try Site()
        #expect(try site.run("init", "--host", "::1", "--port", "0").status == 0)
        let listen = try site.run("config", "show").json()["listen"] as? [[String: Any]]
        #expect(listen?.first?["host"] as? String == "::1")
        #expect(listen?.first?["port"] as? Int == 0)
    }

    @Test func anAddressThatWouldBreakTheFileMakesNothing() throws {
        let site = try Site()
        #expect(try site.run("init", "--host", "\" }], x: [{").status == 7)
        #expect(!FileManager.default.fileExists(atPath: site.data))
    }
}
