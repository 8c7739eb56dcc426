import Foundation
import Testing

/// Whoever tries to sign in chooses the name that stands in the audit.
@Suite struct AuditInjectionTests {
    private static let name = "=cmd|'/c'!A1\r\n9,x\u{1B}[2J\"}\u{202E}"

    private func attempt(on server: RunningServer) throws {
        let body = try JSONSerialization.data(withJSONObject: ["login": Self.name, "password": "x"])
        let run = try server.site.run(
            [
                "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--data-binary", "@-",
                "--header", "Content-Type: application/json", "--user-agent", "a\"},{'=1+1,\\",
                "\(server.url)/api/v1/sessions",
            ], program: "/usr/bin/curl", input: String(decoding: body, as: UTF8.self))
        #expect(run.output == "401")
    }

    private func expectHarmless(_ text: String) {
        for character in ["\u{1B}", "\u{202E}"] { #expect(!text.contains(character)) }
    }

    @Test func i05_aHostileNameIsOneRecordInListAndExport() throws {
        let site = try Site.initialized()
        try attempt(on: try RunningServer(site))
        let filter = ["--action", "session.sign-in-refused"]

        let list = try site.run(["audit", "list"] + filter)
        #expect(list.output.split(separator: "\n").count == 2)
        #expect(list.output.contains("=cmd|'/c'!A1\u{FFFD}\u{FFFD}9,x\u{FFFD}[2J\"}\u{FFFD}"))
        expectHarmless(list.output)

        let json = try site.run(["audit", "list", "--json"] + filter)
        #expect(!json.output.contains("\u{1B}") && !json.output.contains("\r"))
        let objects = try json.list().compactMap { $0["object"] as? [String: Any] }
        #expect(objects.map { $0["name"] as? String } == [Self.name])

        let lines = try site.run("audit", "export", "--format", "jsonl", "-").output.split(separator: "\n")
        #expect(lines.count == 6)
        for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }

        let sheet = try site.run("audit", "export", "--format", "csv", "-").output
        #expect(sheet.components(separatedBy: "\r\n").count == 8)
        #expect(sheet.contains(",\"'=cmd|'/c'!A1\u{FFFD}\u{FFFD}9,x\u{FFFD}[2J\"\"}\u{FFFD}\","))
        expectHarmless(sheet)
        #expect(try site.run("audit", "verify").status == 0)
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
    func i07_noFormulaIsCarriedOutOnExport(_ detail: String) throws {
        let site = try Site.initialized()
        let characters = detail.unicodeScalars.map { "char(\($0.value))" }.joined(separator: " || ")
        try site.plant("UPDATE audit SET detail = \(characters)")
        let cells = try site.run("audit", "export", "--format", "csv", "-").output
            .components(separatedBy: "\r\n")[1].components(separatedBy: ",")
        #expect(cells[13].hasPrefix("'"))
    }
}
