import Foundation
import Glibc
import Testing

@Suite struct AuditCommandTests {
    private func numbers(_ run: CommandRun) throws -> [Int] { try run.list().compactMap { $0["sequence"] as? Int } }

    @Test func filtersNarrowWhatIsListed() throws {
        let site = try Site.initialized()
        try site.user("ada")
        let ada = try #require(try site.run("user", "show", "ada", "--json").json()["id"] as? String)
        try site.user("bob")
        #expect(try site.run("user", "disable", "ada").status == 0)
        #expect(try numbers(site.run("audit", "list", "--json")) == [8, 7, 6, 5, 4, 3, 2, 1])
        #expect(try numbers(site.run("audit", "list", "--json", "--oldest-first", "--limit", "2")) == [1, 2])
        #expect(try numbers(site.run("audit", "list", "--json", "--object", ada)) == [8, 6])
        #expect(
            try numbers(site.run("audit", "list", "--json", "--action", "user.created", "--from", "1h")) == [7, 6, 5])
        #expect(
            try numbers(site.run("audit", "list", "--json", "--action", "user.", "--object-kind", "user")).count == 4)
        for options in [
            ["--to", "1h"], ["--to", "2020-01-01"], ["--from", "2100-01-01T00:00:00+02:00"], ["--actor", ada],
            ["--subject", "ada"], ["--outcome", "refused"], ["--organization", "x"],
        ] {
            #expect(try numbers(site.run(["audit", "list", "--json"] + options)) == [], "\(options)")
        }
        #expect(try site.run("audit", "list", "--actor", "nobody").status == 3)
    }

    @Test(arguments: [
        ["--from", "yesterday"], ["--from", "2026-13-01"], ["--to", "-1h"], ["--to", ""], ["--action", "user.flown"],
        ["--object-kind", "moon"], ["--outcome", "maybe"], ["--limit", "0"],
    ])
    func whatIsNoFilterIsAUsageError(_ options: [String]) throws {
        #expect(try Site.initialized().run(["audit", "list"] + options).status == 2)
    }

    @Test func newRecordsAreShownAsTheyComeUntilSomebodyStopsIt() throws {
        let site = try Site.initialized()
        let output = Channel(), words = Channel()
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let child = ChildProcess(
            "gatehouse", ["audit", "follow", "--action", "user.created"], environment: ["GATEHOUSE_DATA=\(site.data)"],
            descriptors: [nothing, output.writing, words.writing])
        for descriptor in [nothing, output.writing, words.writing] { close(descriptor) }
        _ = words.read(until: "Ctrl-C\n")
        try site.user("ada")
        #expect(try site.run("user", "disable", "ada").status == 0)
        try site.user("bob")
        #expect(output.read(until: "\n").contains("user.created  ada"))
        #expect(output.read(until: "\n").contains("user.created  bob"))
        kill(child.id, SIGINT)
        #expect(child.wait() == 0)
    }

    @Test func i06_verifyTellsABrokenChainByItsExitStatus() throws {
        let site = try Site.initialized()
        try site.user("ada")
        let good = try site.run("audit", "verify", "--json")
        #expect(good.status == 0)
        let head = try #require(try good.json()["head"] as? String)
        #expect(try site.run("audit", "verify", "--head", head).status == 0)
        #expect(try site.run("audit", "verify", "--head", "2:00ff").status == 8)
        #expect(try site.run("audit", "verify", "--head", "2").status == 2)

        try site.plant("UPDATE audit SET object_name = 'eve' WHERE object_name = 'ada'")
        let broken = try site.run("audit", "verify", "--json")
        #expect(broken.status == 8)
        #expect(try broken.failure().code == "broken")
        let place = try #require(try broken.json()["firstBreak"] as? [String: Any])
        #expect(place["sequence"] as? Int == 6 && place["kind"] as? String == "edited")
    }

    @Test func anExportIsANewFileOfItsOwnerWithEveryRecord() throws {
        let site = try Site.initialized()
        try site.user("ada")
        let file = "\(site.path)/audit.jsonl"
        #expect(try site.run("audit", "export", "--format", "jsonl", file).status == 0)
        #expect(try site.mode(of: file) == 0o600)
        let lines = try site.text(of: file).split(separator: "\n")
        #expect(lines.count == 6)
        for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        let again = try site.run("audit", "export", "--format", "csv", file)
        #expect(again.status == 5)
        #expect(try site.text(of: file).split(separator: "\n").count == 6)
        #expect(try site.run("audit", "export", "--format", "csv", "\(site.path)/no/file").status == 3)
        #expect(try site.run("audit", "export", "--format", "csv", "--to", "1h", "-").output.hasPrefix("sequence,at,"))
        #expect(try site.run("audit", "export", "-").status == 2)
    }
}
