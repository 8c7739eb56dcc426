import FoundationEssentials
import IdentityCore
import MailDelivery
import SMTPKit
import TestSupport
import Testing
import Threading

/// The core's port over a real server process.
@Suite struct SMTPMailSenderTests {
    private let site: MailSite
    private let reported = Locked<[SMTPFailure.Kind]>([])

    init() throws { site = try MailSite() }

    private func sender(_ port: Int, timeout: Duration = .seconds(20)) throws -> SMTPMailSender {
        let from = try MailMessage.Mailbox(name: "Gatehouse", address: MailAddress("gatehouse@example.org"))
        let settings = MailSettings(
            server: SMTPServer(host: "127.0.0.1", port: port, security: .none),
            login: .init(user: "house", password: Secret("right")), from: from, timeout: timeout)
        let reported = reported
        return SMTPMailSender(
            settings, clock: SteppingClock(Date(timeIntervalSince1970: 1_795_251_605)), ids: CountingIDs()
        ) { failure in reported.withLock { $0.append(failure.kind) } }
    }

    private func mail(
        to: String = "ada@example.org", name: String? = "Ada", subject: String = "Hello", text: String = "Code 4711\n"
    ) -> OutgoingMail {
        OutgoingMail(to: to, recipientName: name, subject: subject, text: Secret(text))
    }

    private func error(_ mail: OutgoingMail, _ sender: SMTPMailSender) async -> ServiceError? {
        do throws(ServiceError) { try await sender.send(mail) } catch { return error }
        return nil
    }

    @Test func aMailCarriesSenderDateAndAnIdentifierOfItsOwn() async throws {
        let server = try site.server(["--user", "house", "--password", "right"])
        let sender = try sender(server.port)
        defer { sender.close() }
        try await sender.send(mail())
        try await sender.send(mail(name: nil))
        let taken = try server.messages()
        #expect(taken.map(\.user) == ["house", "house"])
        #expect(taken.map(\.sender) == ["gatehouse@example.org", "gatehouse@example.org"])
        #expect(taken[0].text.contains("Date: Sat, 21 Nov 2026 09:00:05 +0000\r\n"))
        #expect(taken[0].text.contains("\"Ada\"\r\n <ada@example.org>"))
        #expect(taken[0].text.contains("<00000000-0000-7000-8000-000000000001@example.org>"))
        #expect(taken[1].text.contains("<00000000-0000-7000-8000-000000000002@example.org>"))
        #expect(taken[0].text.hasSuffix("\r\n\r\nCode 4711\r\n"))
        #expect(reported.withLock { $0 }.isEmpty)
    }

    @Test func whatCannotBeSentIsTheCallersInputAndOpensNoConnection() async throws {
        let server = try site.server()
        let sender = try sender(server.port)
        defer { sender.close() }
        let unfit: [(String, OutgoingMail)] = [
            ("to", mail(to: "ada@example.org\r\nRCPT TO:<eve@example.org>")),
            ("recipientName", mail(name: "Ada\r\nBcc: eve@example.org")),
            ("subject", mail(subject: "Hello\nBcc: eve@example.org")), ("text", mail(text: "a\0b")),
        ]
        for (field, mail) in unfit {
            guard case .invalidInput(let problems) = await error(mail, sender) else {
                Issue.record("\(field) was taken")
                continue
            }
            #expect(problems.map(\.field) == [field])
        }
        #expect(try server.heardInClear().isEmpty)
        #expect(reported.withLock { $0 }.isEmpty)
    }

    @Test func anAddressThatTheServerRefusesForGoodIsTheCallersInput() async throws {
        let server = try site.server([
            "--user", "house", "--password", "right", "--refuse", "nobody@example.org", "--defer", "later@example.org",
        ])
        let sender = try sender(server.port)
        defer { sender.close() }
        guard case .invalidInput(let problems) = await error(mail(to: "nobody@example.org"), sender) else {
            Issue.record("the address was taken")
            return
        }
        #expect(problems.map(\.field) == ["to"])
        #expect(await error(mail(to: "later@example.org"), sender) == .unavailable(.mail))
        #expect(reported.withLock { $0 } == [.recipientRefused, .recipientRefused])
    }

    @Test func everythingElseIsUnavailableAndReported() async throws {
        let strict = try site.server(["--user", "house", "--password", "other"])
        let first = try sender(strict.port)
        defer { first.close() }
        #expect(await error(mail(), first) == .unavailable(.mail))
        let silent = try site.server(["--mute", "GREETING"])
        let second = try sender(silent.port, timeout: .seconds(1))
        defer { second.close() }
        #expect(await error(mail(), second) == .unavailable(.mail))
        silent.stop()
        let third = try sender(silent.port)
        defer { third.close() }
        #expect(await error(mail(), third) == .unavailable(.mail))
        #expect(reported.withLock { $0 } == [.loginRefused, .timedOut, .unreachable])
    }

    @Test func theTextOfAMailCannotBePrinted() {
        var dumped = ""
        dump(mail(), to: &dumped)
        #expect(!dumped.contains("4711"))
        #expect(!"\(mail())".contains("4711"))
    }
}
