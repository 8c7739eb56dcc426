import Foundation
import Glibc
import Testing

@Suite struct ImportTests {
    private static let hash =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRmb3J0ZXN0cw$"
        + "bWFkZS11cC1oYXNoLWZvci1hLW1lYXN1cmVtZW50LTE"
    /// The same as a `pbkdf2_sha256` or bcrypt hash would be: nothing is checked but its form.
    private static let header = "login,email,displayName,passwordHash\r\n"

    private func people(_ numbers: Range<Int>) -> String {
        Self.header + numbers.map { "user\($0),user\($0)@example.org,User \($0),\"\(Self.hash)\"\r\n" }.joined()
    }

    private func count(_ site: Site) throws -> Int { try site.run("user", "list", "--json").list().count - 1 }

    @Test func goodRowsGoInAndTheReportNamesTheOthers() throws {
        let site = try Site.initialized()
        let file = try site.file(
            "people.csv",
            "\u{FEFF}login,displayName,passwordHash\r\nada,\"Ada, \"\"the\"\" first\",\r\nada,,\r\n\"bob\nby\",,\r\n"
                + "cy,Cy\r\n=dan,'=Dan,\(Self.hash.replacingOccurrences(of: ",", with: ";"))\r\n$argon2id$x,me,\r\neve,,\r\n"
        )
        let report = "\(site.path)/refused.csv"
        let run = try site.run("import", "users", file, "--report", report, "--json")
        #expect(run.status == 9)
        let sums = try run.json()
        #expect(sums["created"] as? Int == 3 && sums["refused"] as? Int == 4 && sums["written"] as? Bool == true)
        let lines = try site.text(of: report).components(separatedBy: "\r\n")
        #expect(lines.map { $0.prefix { $0 != "," } } == ["line", "3", "4", "6", "7", ""])
        #expect(lines[1] == "3,ada,there is another user with this login")
        #expect(lines[4].hasPrefix("7,'=dan,"))
        #expect(!run.errors.contains("$argon2") && !lines.joined().contains("$argon2"))
        #expect(try site.run("user", "show", "ada", "--json").json()["displayName"] as? String == "Ada, \"the\" first")
    }

    @Test func unknownColumnsAreRefusedBeforeAnythingIsRead() throws {
        let site = try Site.initialized()
        for (header, word) in [("login,colour", "colour"), ("email", "login"), ("login,login", "twice"), ("", "empty")]
        {
            let run = try site.run("import", "users", try site.file("bad.csv", header))
            #expect(run.status == 7 && run.errors.contains(word))
        }
    }

    @Test func aDryRunSaysWhatWouldHappenAndWritesNothing() throws {
        let site = try Site.initialized()
        let file = try site.file("people.csv", people(0..<2_500) + "user7,,,\r\n")
        let run = try site.run("import", "users", file, "--dry-run", "--json")
        #expect(run.status == 7)
        #expect(try run.json()["created"] as? Int == 2_500)
        #expect(try run.json()["written"] as? Bool == false)
        #expect(try count(site) == 0)
    }

    @Test func i07_allOrNothingWritesNothingWhenARowIsBad() throws {
        let site = try Site.initialized()
        let file = try site.file("people.csv", people(0..<1_500) + "me,,,\r\n")
        #expect(try site.run("import", "users", file, "--all-or-nothing").status == 7)
        #expect(try count(site) == 0)
        let good = try site.file("good.csv", people(0..<1_500))
        let run = try site.run("import", "users", good, "--all-or-nothing", "--json")
        #expect(run.status == 0)
        #expect(try run.json()["created"] as? Int == 1_500)
        #expect(try count(site) == 1_500)
        #expect(try site.run("audit", "verify").status == 0)
    }

    @Test func i07_aHundredThousandRowsWithBadOnesGoInWithAReportForEach() throws {
        let site = try Site.initialized()
        var text = Self.header
        for number in 0..<100_000 {
            switch number % 1_000 {
            case 1: text += "user\(number - 1),,,\r\n"
            case 2: text += "bad\u{1},,,\r\n"
            case 3: text += "=1+\(number),,,\r\n"
            case 4: text += "x\(number),,,nohash\r\n"
            default: text += "user\(number),user\(number)@example.org,,\"\(Self.hash)\"\r\n"
            }
        }
        let report = "\(site.path)/refused.csv"
        let run = try site.run("import", "users", try site.file("people.csv", text), "--report", report, "--json")
        #expect(run.status == 9)
        #expect(try run.json()["created"] as? Int == 99_700)
        #expect(try run.json()["refused"] as? Int == 300)
        #expect(try site.text(of: report).components(separatedBy: "\r\n").count == 302)
        let sheet = try site.run("export", "users", "--format", "csv", "-").output
        #expect(sheet.components(separatedBy: "\r\n").count == 99_703)
        #expect(sheet.contains("\r\n'=1+3,"))
    }

    @Test func anImportThatWasKilledIsFinishedBySkipping() throws {
        let site = try Site.initialized()
        let file = try site.file("people.csv", people(0..<60_000))
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        let child = ChildProcess(
            "gatehouse", ["import", "users", file], environment: ["GATEHOUSE_DATA=\(site.data)"],
            descriptors: [nothing, nothing, nothing])
        let deadline = Date(timeIntervalSinceNow: 60)
        while try site.run("user", "list", "--limit", "2", "--json").list().count < 2, Date() < deadline {}
        child.crash()
        #expect(child.wait() == -SIGKILL)
        let before = try count(site)
        #expect((1_000..<60_000).contains(before) && before % 1_000 == 0)
        let run = try site.run("import", "users", file, "--on-existing", "skip", "--json")
        #expect(run.status == 0)
        #expect(try run.json()["skipped"] as? Int == before)
        #expect(try run.json()["created"] as? Int == 60_000 - before)
        let export = try site.run("export", "users", "--format", "jsonl", "--with-hashes", "-").output
        let lines = export.split(separator: "\n")
        #expect(lines.count == 60_001)
        #expect(lines.allSatisfy { $0.contains("$argon2id$") })
        #expect(try site.run("audit", "verify").status == 0)
    }

    @Test func aRunningServerAnswersDuringAnImport() throws {
        let site = try Site.initialized()
        let server = try RunningServer(site)
        let token = try server.signIn("admin", Site.password)
        let file = try site.file("people.csv", people(0..<30_000))
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        let child = ChildProcess(
            "gatehouse", ["import", "users", file], environment: ["GATEHOUSE_DATA=\(site.data)"],
            descriptors: [nothing, nothing, nothing])
        for _ in 0..<10 { #expect(try server.statusOfMe(token) == "200") }
        _ = try server.signIn("admin", Site.password)
        #expect(child.wait() == 0)
        #expect(try count(site) == 30_000)
    }

    @Test(arguments: ["csv", "jsonl"]) func i07_anExportIsImportedAsTheSameUsers(_ format: String) throws {
        let site = try Site.initialized(), other = try Site.initialized()
        for site in [site, other] { try site.run("group", "create", "a|b").expectDone() }
        try site.user("=ada", "--email", "ada@example.org", "--name", "'=Ada, \"quoted\"")
        try site.user("bob", "--disabled", "--role", "auditor", "--role", "member")
        try site.run("group", "add-member", "a|b", "bob").expectDone()
        let file = "\(site.path)/people.\(format)"
        try site.run("export", "users", "--with-hashes", file).expectDone()
        #expect(try site.mode(of: file) == 0o600)
        try other.run("import", "users", file, "--on-existing", "update").expectDone()
        let again = "\(site.path)/again.\(format)"
        try other.run("export", "users", "--with-hashes", again).expectDone()
        #expect(try site.text(of: file) == site.text(of: again))
    }

    @Test func bulkCommandsListAResultForEachLine() throws {
        let site = try Site.initialized()
        let rows = try site.file("team.csv", "login,email\nada,ada@example.org\nADA,\nbob,\n")
        let made = try site.run("bulk", "create", rows, "--json")
        #expect(made.status == 9)
        #expect(try made.list().map { $0["result"] as? String } == ["created", "refused", "created"])
        let names = try site.file("names.txt", "ada\nnobody\nbob\n")
        #expect(try site.run("bulk", "disable", names, "--all-or-nothing").status == 7)
        let disabled = try site.run("bulk", "disable", names, "--json")
        #expect(try disabled.list().map { $0["result"] as? String } == ["edited", "refused", "edited"])
        let deleted = try site.run(["bulk", "delete", "-", "--json"], input: "bob\nadmin\n")
        #expect(try deleted.list().map { $0["result"] as? String } == ["deleted", "refused"])
        #expect(try count(site) == 1)
    }
}

extension CommandRun {
    fileprivate func expectDone(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(status == 0, "\(errors)", sourceLocation: sourceLocation)
    }
}
