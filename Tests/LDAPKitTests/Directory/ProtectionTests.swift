import LDAPKit
import TestSupport
import Testing

/// The way to the directory is protected, or nothing goes along it.
@Suite struct ProtectionTests {
    private func open(
        _ directory: Slapd, _ mode: LDAPTLSSettings.Mode, caFile: String? = nil
    ) throws(LDAPFailure) -> LDAPConnection {
        let url: LDAPURL
        do { url = try mode == .startTLS ? directory.url() : directory.tlsURL() } catch {
            throw LDAPFailure(.notSent, during: .connect, diagnostic: "\(error)")
        }
        return try LDAPConnection.open(
            to: url, Way.settings(tls: LDAPTLSSettings(mode: mode, caFile: caFile ?? directory.place.authority)))
    }

    @Test(arguments: LDAPTLSSettings.Mode.allCases)
    func aGoodCertificateIsTaken(_ mode: LDAPTLSSettings.Mode) throws {
        let connection = try open(Slapd.shared(), mode)
        #expect(connection.isEncrypted && connection.tlsVersion?.hasPrefix("TLS1.") == true)
        #expect(connection.peerCertificate?.isEmpty == false && connection.tlsCipher?.isEmpty == false)
        #expect(
            try connection.bind(dn: "cn=reader,ou=services,dc=example,dc=org", password: "reader-secret".utf8).isSuccess
        )
    }

    @Test(arguments: [Slapd.Certificate.expired, .wrongName, .selfSigned], LDAPTLSSettings.Mode.allCases)
    func l09_aCertificateThatIsNotGoodIsRefused(_ kind: Slapd.Certificate, _ mode: LDAPTLSSettings.Mode) throws {
        let directory = try Slapd.shared(kind)
        let found = try failure { () throws(LDAPFailure) in try open(directory, mode) }
        #expect(found.kind == .tls, "\(found)")
    }

    @Test(arguments: LDAPTLSSettings.Mode.allCases)
    func l09_anUnknownAuthorityIsRefused(_ mode: LDAPTLSSettings.Mode) throws {
        let directory = try Slapd.shared()
        for file in [LDAPTLSSettings.systemAuthorities, "/nonexistent/ca.pem", "/etc/passwd"] {
            let found = try failure { () throws(LDAPFailure) in try open(directory, mode, caFile: file) }
            #expect(found.kind == .tls, "\(found)")
        }
        let url = try mode == .startTLS ? directory.url() : directory.tlsURL()
        let bySystem = Way.settings(tls: LDAPTLSSettings(mode: mode))
        #expect(try failure { () throws(LDAPFailure) in try LDAPConnection.open(to: url, bySystem) }.kind == .tls)
    }

    @Test func l09_aRefusedStartTLSEndsTheConnection() throws {
        let directory = try Slapd.shared(.none)
        let found = try failure { () throws(LDAPFailure) in
            try open(directory, .startTLS, caFile: LDAPTLSSettings.systemAuthorities)
        }
        #expect(found.kind == .tls, "\(found)")
    }

    @Test(arguments: [true, false])
    func l09_aStrippedStartTLSSendsNothingInClear(_ answers: Bool) throws {
        let server = try HostileServer { visit in
            visit.read()
            // Success, and then no TLS; or no success.
            visit.write(Wire.result(0x78, id: 1, code: answers ? 0 : 2, said: "no such operation"))
            if answers { visit.write(Wire.result(0x61, id: 2)) }
            visit.stayWithoutAWord()
        }
        defer { server.stop() }
        let url = try Way.url(server.port)
        let settings = Way.settings(tls: LDAPTLSSettings(mode: .startTLS), connect: .seconds(5))
        let found = try failure { () throws(LDAPFailure) in try LDAPConnection.open(to: url, settings) }
        #expect([.tls, .timedOut].contains(found.kind), "\(found)")
        // A bind request is 0x60 behind the message's number.
        #expect(!server.received.isEmpty && !server.received.starts(with: [0x30, 0x0C, 0x02, 0x01, 0x01, 0x60]))
    }

    @Test(arguments: LDAPTLSSettings.Mode.allCases)
    func aLookAtABadCertificateCarriesNoPassword(_ mode: LDAPTLSSettings.Mode) throws {
        let directory = try Slapd.shared(.expired)
        let url = try mode == .startTLS ? directory.url() : directory.tlsURL()
        let connection = try LDAPConnection.open(to: url, Way.settings(tls: .inspecting(mode: mode)))
        #expect(connection.peerCertificate?.first == 0x30)
        let found = try failure { () throws(LDAPFailure) in
            try connection.bind(dn: "cn=reader,ou=services,dc=example,dc=org", password: "reader-secret".utf8)
        }
        #expect(found.kind == .notSent)
        #expect(try !connection.rootDSE().namingContexts.isEmpty)
        #expect(try !directory.log().contains("BIND dn=\"cn=reader"))
    }

    /// A server that chooses an old version in its first message, and then waits for the client to go on.
    @Test(arguments: [(UInt8(1), LDAPFailure.Kind.tls), (2, .tls), (3, .timedOut)])
    func l09_anOldVersionOfTLSIsRefused(_ minor: UInt8, _ expected: LDAPFailure.Kind) throws {
        // TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA, which every version since 1.0 has.
        let choice = [0x03, minor] + [UInt8](repeating: 0x5A, count: 32) + [0x00, 0xC0, 0x13, 0x00]
        let hello = [0x02, 0x00, 0x00, UInt8(choice.count)] + choice
        let server = try HostileServer { visit in
            visit.read()
            visit.write([0x16, 0x03, minor, 0x00, UInt8(hello.count)] + hello)
            visit.stayWithoutAWord()
        }
        defer { server.stop() }
        let url = try Way.url(server.port, "ldaps")
        let settings = Way.settings(connect: expected == .timedOut ? .seconds(3) : .seconds(30))
        let found = try failure { () throws(LDAPFailure) in try LDAPConnection.open(to: url, settings) }
        #expect(found.kind == expected, "\(found)")
    }
}
