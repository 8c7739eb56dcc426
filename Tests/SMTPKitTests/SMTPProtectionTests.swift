import SMTPKit
import TestSupport
import Testing

/// The way to the server is protected, or nothing goes along it.
@Suite struct SMTPProtectionTests {
    private static let login = SMTPLogin(user: "house", password: "never-in-clear-4711")
    private let site: MailSite

    init() throws { site = try MailSite() }

    private func failure(_ server: SMTPServer, login: SMTPLogin? = login) async throws -> SMTPFailure {
        let client = SMTPClient(server, timeout: .seconds(20))
        defer { client.close() }
        return try await client.failure(of: try Sample.message(), login: login)
    }

    private func expectSilence(_ server: SMTPServerProcess) throws {
        let heard = try server.heardInClear().components("\r\n").map { $0.split(separator: " ").first ?? "" }
        #expect(Set(heard).isSubset(of: ["EHLO", "STARTTLS", "QUIT", ""]))
        #expect(try server.messages().isEmpty)
    }

    @Test func l09_aStrippedSTARTTLSSendsNothingInClear() async throws {
        let server = try site.server(["--user", "house", "--password", "never-in-clear-4711"])
        let found = try await failure(SMTPServer(host: "127.0.0.1", port: server.port, security: .startTLS))
        #expect(found.kind == .tlsRefused)
        try expectSilence(server)
    }

    @Test(arguments: [("starttls", SMTPServer.Security.startTLS), ("tls", .tls)])
    func l09_aCertificateOfAnotherNameIsRefused(_ security: String, _ asked: SMTPServer.Security) async throws {
        let certificate = try site.certificate(for: "DNS:mail.example,IP:127.0.0.2")
        let server = try site.server(security, certificate: certificate)
        let found = try await failure(
            SMTPServer(host: "127.0.0.1", port: server.port, security: asked, caFile: certificate))
        #expect(found.kind == .tlsRefused)
        try expectSilence(server)
    }

    @Test(arguments: [("starttls", SMTPServer.Security.startTLS), ("tls", .tls)])
    func l09_aCertificateOfAnUnknownAuthorityIsRefused(_ security: String, _ asked: SMTPServer.Security) async throws {
        let server = try site.server(security, certificate: try site.certificate())
        for caFile in [nil, try site.certificate(), "\(site.path)/gone.pem"] {
            let found = try await failure(
                SMTPServer(host: "127.0.0.1", port: server.port, security: asked, caFile: caFile))
            #expect(found.kind == .tlsRefused, "\(found)")
        }
        try expectSilence(server)
    }

    @Test func aPlainServerWhereTLSIsExpectedIsRefused() async throws {
        let server = try site.server()
        let found = try await failure(SMTPServer(host: "127.0.0.1", port: server.port, security: .tls))
        #expect(found.kind == .tlsRefused)
        #expect(try server.messages().isEmpty)
    }

    @Test(arguments: ["mail.example", "192.0.2.1", "127.0.0.1.example", "::2"])
    func aPasswordGoesInClearToNoOtherMachine(_ host: String) async throws {
        let found = try await failure(SMTPServer(host: host, port: 25, security: .none))
        #expect(found.kind == .tlsRefused)
        #expect(!SMTPServer.isLoopback(host))
    }

    @Test(arguments: ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
    func thisMachineIsKnown(_ host: String) { #expect(SMTPServer.isLoopback(host)) }

    @Test(arguments: ["a b", "user@host", "host/path", "host:25", "[::1]", "", "-x", "h\r\nost", "host#x", "ho%73t"])
    func aHostThatWouldBeMoreThanAHostIsNone(_ host: String) { #expect(!SMTPServer.isHost(host)) }

    @Test func aLoginCannotBePrinted() {
        #expect(!"\(Self.login)".contains("4711"))
        #expect(!String(reflecting: Self.login).contains("4711"))
        var dumped = ""
        dump(Self.login, to: &dumped)
        #expect(!dumped.contains("4711"))
    }
}
