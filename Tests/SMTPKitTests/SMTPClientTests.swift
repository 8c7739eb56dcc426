import SMTPKit
import TestSupport
import Testing

/// Against a real server process.
@Suite struct SMTPClientTests {
    private let site: MailSite

    init() throws { site = try MailSite() }

    private func client(
        _ server: SMTPServerProcess, _ security: SMTPServer.Security = .none, host: String = "127.0.0.1",
        caFile: String? = nil, timeout: Duration = .seconds(20)
    ) -> SMTPClient {
        SMTPClient(
            SMTPServer(host: host, port: server.port, security: security, caFile: caFile), timeout: timeout)
    }

    private func failure(
        _ client: SMTPClient, _ message: MailMessage, login: SMTPLogin? = nil
    ) async throws -> SMTPFailure {
        defer { client.close() }
        return try await client.failure(of: message, login: login)
    }

    @Test func aMessageArrivesAsItWasWritten() async throws {
        let server = try site.server(), client = client(server)
        defer { client.close() }
        let message = try Sample.message(subject: "Grüße", text: "Eins\n.\n..zwei\nDrei ü\n")
        try await client.send(message, login: nil)
        let taken = try #require(try server.messages().first)
        #expect(taken.sender == "gatehouse@example.org")
        #expect(taken.recipients == ["ada@example.org"])
        #expect(taken.user == nil)
        #expect(taken.text == String(decoding: message.composed, as: UTF8.self))
    }

    @Test func withSTARTTLSNothingButTheGreetingGoesInClear() async throws {
        let certificate = try site.certificate()
        let server = try site.server(
            "starttls", certificate: certificate, ["--user", "house", "--password", "s3cret!"])
        let client = client(server, .startTLS, caFile: certificate)
        defer { client.close() }
        try await client.send(try Sample.message(), login: SMTPLogin(user: "house", password: "s3cret!"))
        #expect(try server.messages().map(\.user) == ["house"])
        let heard = try server.heardInClear().components("\r\n").map { $0.split(separator: " ").first ?? "" }
        #expect(heard == ["EHLO", "STARTTLS", ""])
    }

    @Test func withTLSNothingGoesInClear() async throws {
        let certificate = try site.certificate()
        let server = try site.server("tls", certificate: certificate)
        let client = client(server, .tls, caFile: certificate)
        defer { client.close() }
        try await client.send(try Sample.message(), login: nil)
        #expect(try server.messages().count == 1)
        #expect(try server.heardInClear() == "")
    }

    @Test func aWrongLoginIsToldFromEverythingElse() async throws {
        let server = try site.server(["--user", "house", "--password", "right"])
        let found = try await failure(
            client(server), try Sample.message(), login: SMTPLogin(user: "house", password: "wrong-one-4711"))
        #expect(found.kind == .loginRefused)
        #expect(found.reply?.code == 535)
        #expect(!"\(found)".contains("wrong-one-4711"))
        #expect(try server.messages().isEmpty)
    }

    @Test func aServerThatWantsALoginRefusesTheSender() async throws {
        let server = try site.server(["--user", "house", "--password", "right"])
        let found = try await failure(client(server), try Sample.message())
        #expect(found.kind == .senderRefused)
        #expect(found.reply?.code == 530)
    }

    @Test func everyRefusalNamesItsStepAndKeepsTheReply() async throws {
        let server = try site.server([
            "--refuse", "nobody@example.org", "--defer", "later@example.org", "--refuse-sender", "x@example.org",
        ])
        let nobody = try await failure(client(server), try Sample.message(to: "nobody@example.org"))
        #expect(nobody.kind == .recipientRefused)
        #expect(nobody.reply.map { "\($0)" } == "550 5.1.1 No such mailbox")
        #expect(nobody.reply?.isTemporary == false)
        let later = try await failure(client(server), try Sample.message(to: "later@example.org"))
        #expect(later.kind == .recipientRefused)
        #expect(later.reply?.isTemporary == true)
        let sender = try await failure(client(server), try Sample.message(from: "x@example.org"))
        #expect(sender.kind == .senderRefused)
        let strict = try site.server(["--refuse-text"])
        let text = try await failure(client(strict), try Sample.message())
        #expect(text.kind == .messageRefused)
        #expect(text.reply?.code == 554)
        #expect(try strict.messages().isEmpty && server.messages().isEmpty)
    }

    @Test(arguments: ["GREETING", "DATA"])
    func aServerThatFallsSilentIsLeftAtTheDeadline(_ step: String) async throws {
        let server = try site.server(["--mute", step])
        let start = ContinuousClock.now
        let found = try await failure(client(server, timeout: .seconds(1)), try Sample.message())
        #expect(found.kind == .timedOut)
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(try server.messages().isEmpty)
    }

    @Test func aServerThatNeverSaysGoodbyeHasStillTakenTheMessage() async throws {
        let server = try site.server(["--mute", "QUIT"]), client = client(server, timeout: .seconds(2))
        defer { client.close() }
        let start = ContinuousClock.now
        try await client.send(try Sample.message(), login: nil)
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(try server.messages().count == 1)
    }

    @Test func aDeadServerIsUnreachable() async throws {
        let server = try site.server()
        server.stop()
        #expect(try await failure(client(server), try Sample.message()).kind == .unreachable)
        let nowhere = SMTPClient(SMTPServer(host: "a b", port: 25, security: .startTLS), timeout: .seconds(5))
        #expect(try await failure(nowhere, try Sample.message()).kind == .unreachable)
    }

    @Test func moreThanMayWaitIsRefusedAtOnce() async throws {
        let server = try site.server(["--mute", "GREETING"])
        let client = SMTPClient(
            SMTPServer(host: "127.0.0.1", port: server.port, security: .none), timeout: .seconds(2), threads: 1,
            queueLimit: 1)
        let message = try Sample.message()
        let kinds = await withTaskGroup(of: SMTPFailure.Kind?.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    do throws(SMTPFailure) { try await client.send(message, login: nil) } catch { return error.kind }
                    return nil
                }
            }
            return await group.reduce(into: [SMTPFailure.Kind?]()) { $0.append($1) }
        }
        client.close()
        #expect(kinds.count { $0 == .busy } >= 4)
        #expect(kinds.allSatisfy { $0 == .busy || $0 == .timedOut })
        #expect(try await failure(client, message).kind == .stopped)
        #expect(try server.messages().isEmpty)
    }
}
