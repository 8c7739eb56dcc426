import Foundation
import TestSupport
import Testing

/// `gatehouse invite` and `gatehouse user reset-password`, with a real SMTP server process and without.
@Suite struct InviteTests {
    private let mail: MailSite
    private let site: Site

    init() throws {
        mail = try MailSite()
        site = try Site.initialized()
    }

    /// The same data folder with a mail server.
    private func configuration(_ server: SMTPServerProcess) throws -> String {
        try site.file(
            "mail.json5",
            """
            { storage: { path: "data/gatehouse.sqlite" }, masterKey: { file: "data/master.key" },
              publicAddress: "https://id.example.org",
              mail: { host: "127.0.0.1", port: \(server.port), security: "none", from: "house@example.org" } }
            """)
    }

    @Test func withoutAMailServerTheFirstPasswordIsPrintedOnce() throws {
        let run = try site.run("invite", "create", "ada@example.org", "--login", "ada", "--role", "admin")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("mail:                not-configured\n"))
        let line = try #require(run.output.split(separator: "\n").first { $0.hasPrefix("temporary password:") })
        let password = try #require(line.split(separator: " ").last)
        #expect(password.count == 26)
        #expect(run.errors.contains("No mail was sent: the configuration names no mail server."))
        let server = try RunningServer(site)
        _ = try server.signIn("ada", String(password))

        let list = try site.run("invite", "list", "--state", "pending", "--json")
        #expect(try list.list().map { $0["email"] as? String } == ["ada@example.org"])
        #expect(!list.output.contains(password))
        let twice = try site.run("invite", "create", "ADA@example.org", "--login", "other")
        #expect(twice.status == 5 && twice.output.isEmpty)
        #expect(try site.run("invite", "create", "nobody").status == 7)
        #expect(try site.run("invite", "resend", "nobody@example.org").status == 3)
        #expect(try site.run("invite", "list", "--state", "other").status == 2)
        #expect(try site.run("invite", "revoke", "ada").status == 4, "ada has signed in")
    }

    @Test func withAMailServerTheCodeIsMailedAndNothingSecretPrinted() throws {
        let server = try mail.server()
        let file = try configuration(server)
        let made = try site.run(["invite", "create", "ada@example.org", "--config", file, "--json"])
        #expect(made.status == 0, "\(made.errors)")
        let object = try made.json()
        #expect(object["mail"] as? String == "sent")
        #expect(object["temporaryPassword"] is NSNull)
        let id = try #require(object["id"] as? String)
        #expect(try site.run(["invite", "resend", id, "--config", file]).output.contains("mail:   sent\n"))
        #expect(try server.messages().map(\.recipients) == [["ada@example.org"], ["ada@example.org"]])
        #expect(!made.output.contains("ghc_"))

        server.stop()
        let dead = try site.run(["invite", "resend", "ada@example.org", "--config", file])
        #expect(dead.status == 0)
        #expect(dead.output.contains("server-unavailable") && dead.output.contains("temporary password:"))
        #expect(try site.run(["invite", "revoke", id, "--config", file]).status == 0)
        #expect(try site.run("user", "show", "ada@example.org").status == 3)
        #expect(try site.run("invite", "list", "--json").output == "[]\n")
    }

    @Test func aResetCodeIsMailedOrTheCommandSaysWhyNot() throws {
        try site.user("ada", "--email", "ada@example.org")
        try site.user("bare")
        let silent = try site.run("user", "reset-password", "ada")
        #expect(silent.status == 4)
        #expect(silent.errors.contains("no mail server is configured") || silent.errors.contains("No mail server"))
        let server = try mail.server()
        let file = try configuration(server)
        let sent = try site.run(["user", "reset-password", "ada", "--config", file])
        #expect(sent.status == 0, "\(sent.errors)")
        #expect(sent.output == "user:  ada\nmail:  sent\n")
        #expect(try server.messages().map(\.recipients) == [["ada@example.org"]])
        let bare = try site.run(["user", "reset-password", "bare", "--config", file])
        #expect(bare.status == 4 && bare.errors.contains("no mail address"))
        server.stop()
        #expect(try site.run(["user", "reset-password", "ada", "--config", file]).status == 6)
    }
}
