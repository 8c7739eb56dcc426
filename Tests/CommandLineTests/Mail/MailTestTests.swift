import Foundation
import TestSupport
import Testing

/// `gatehouse mail test` against a real SMTP server process.
@Suite struct MailTestTests {
    private let mail: MailSite
    private let site: Site

    init() throws {
        mail = try MailSite()
        site = try Site()
    }

    /// Writes a configuration with the section; there is no database, and none is needed.
    private func run(_ settings: String, to address: String = "ada@example.org", json: Bool = false) throws
        -> CommandRun
    {
        let file = try site.file(
            "gatehouse.json5", "{ mail: { host: \"127.0.0.1\", from: \"House <house@example.org>\", \(settings) } }")
        return try site.run(["mail", "test", address, "--config", file] + (json ? ["--json"] : []))
    }

    @Test func aTakenMessageIsToldAndArrives() throws {
        let certificate = try mail.certificate()
        let server = try mail.server("starttls", certificate: certificate, ["--user", "house", "--password", "right"])
        _ = try site.file("password", "right\n")
        let settings =
            "port: \(server.port), username: \"house\", passwordFile: \"password\", caFile: \"\(certificate)\""
        let run = try run(settings)
        #expect(run.errors == "")
        #expect(
            run.output == """
                taken by:  127.0.0.1, port \(server.port)
                security:  starttls
                from:      House <house@example.org>
                to:        ada@example.org

                """)
        #expect(try self.run(settings, json: true).json()["port"] as? Int == server.port)
        #expect(try server.messages().map(\.recipients) == [["ada@example.org"], ["ada@example.org"]])
        #expect(try server.messages().first?.user == "house")
    }

    @Test func aFailureNamesTheStepWithTheServersWords() throws {
        let server = try mail.server(["--user", "house", "--password", "right", "--refuse", "no@example.org"])
        let plain = "port: \(server.port), security: \"none\""
        let wrong = try site.file("wrong", "violet-4711\n"), right = try site.file("right", "right\n")
        let login = try run("\(plain), username: \"house\", passwordFile: \"\(wrong)\"")
        #expect(login.status == 4)
        #expect(login.output.isEmpty)
        #expect(login.errors.hasPrefix("gatehouse: the mail server refused the login\n"))
        #expect(login.errors.contains("535"))
        #expect(!login.errors.contains("4711"))

        let recipient = try run(
            "\(plain), username: \"house\", passwordFile: \"\(right)\"", to: "no@example.org", json: true)
        #expect(recipient.status == 7)
        #expect(recipient.errors.contains(#""field":"recipient""#))
        #expect(recipient.errors.contains("550 5.1.1 No such mailbox"))

        #expect(try run("port: \(server.port)").status == 4)
        #expect(try run(plain, to: "no address").status == 7)
        server.stop()
        let dead = try run(plain)
        #expect(dead.status == 6)
        #expect(dead.errors.hasPrefix("gatehouse: the mail server does not answer\n"))
    }

    @Test func withoutTheSectionThereIsNothingToTry() throws {
        let file = try site.file("gatehouse.json5", "{}")
        let run = try site.run("mail", "test", "ada@example.org", "--config", file)
        #expect(run.status == 3)
        #expect(run.errors.contains("no section mail"))
    }
}
