import LDAPKit
import Testing

/// Servers that send what is no answer, or too much of one.
@Suite struct FalseAnswerTests {
    private func connection(
        _ server: HostileServer, _ settings: LDAPSettings = Way.settings()
    ) throws -> LDAPConnection { try LDAPConnection.open(to: Way.url(server.port), settings) }

    private func answering(_ bytes: [UInt8]) throws -> HostileServer {
        try HostileServer { visit in
            visit.read()
            visit.write(bytes)
            visit.stayWithoutAWord()
        }
    }

    @Test(
        arguments: [
            [0x30, 0x84, 0x80, 0x00, 0x00, 0x00, 0x02, 0x01, 0x01],
            [0x30, 0x84, 0x40, 0x00, 0x00, 0x00, 0x02, 0x01, 0x01],
            [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x88, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            [0x30, 0x80, 0x02, 0x01, 0x01],
            Array(
                "HTTP/1.1 400 Bad Request\r\nServer: somebody with a long name\r\nConnection: close\r\nDate: today\r\n\r\n"
                    .utf8),
        ] as [[UInt8]])
    func l10_aLengthThatLiesBreaksTheConnection(_ bytes: [UInt8]) throws {
        let server = try answering(bytes)
        defer { server.stop() }
        let connection = try connection(server, Way.settings(operation: .seconds(30)))
        let found = try failure { () throws(LDAPFailure) in try connection.bind(dn: "cn=x", password: "y".utf8) }
        #expect(found.kind == .protocolBroken, "\(found)")
        #expect(!connection.isUsable)
    }

    @Test func l10_aMessageThatIsTooLargeBreaksTheConnection() throws {
        let photo = Wire.attribute("jpegPhoto", [[UInt8](repeating: 0xAA, count: 200_000)])
        let server = try answering(Wire.entry(id: 1, "cn=x", attributes: photo) + Wire.result(0x65, id: 1))
        defer { server.stop() }
        let small = try connection(server, Way.settings(bytes: 100_000))
        let found = try failure { () throws(LDAPFailure) in try small.search(LDAPSearch(base: .root)) }
        #expect(found.kind == .protocolBroken)
        let large = try connection(server)
        #expect(try large.search(LDAPSearch(base: .root)).entries.first?.values("jpegphoto").first?.count == 200_000)
    }

    @Test func l10_endlessEntriesEnd() throws {
        let server = try HostileServer { visit in
            visit.read()
            let many = (0..<500).flatMap { Wire.entry(id: 1, "cn=\($0)") }
            while visit.write(many) {}
        }
        defer { server.stop() }
        let byCount = try connection(server, Way.settings(entries: 3_000))
        #expect(try failure { () throws(LDAPFailure) in try byCount.search(LDAPSearch(base: .root)) }.kind == .tooMuch)
        #expect(!byCount.isUsable)
        let bySize = try connection(server, Way.settings(bytes: 10_000))
        #expect(try failure { () throws(LDAPFailure) in try bySize.search(LDAPSearch(base: .root)) }.kind == .tooMuch)
        // More than the server was asked for.
        let asked = try connection(server)
        let search = LDAPSearch(base: .root, sizeLimit: 2)
        #expect(try failure { () throws(LDAPFailure) in try asked.search(search) }.kind == .tooMuch)
    }

    @Test func l10_deepNestingBreaksNothingButTheConnection() throws {
        var nested: [UInt8] = []
        for _ in 0..<20_000 { nested = nested.count < 100_000 ? Wire.tlv(0x30, nested) : nested }
        for bytes in [
            Wire.entry(id: 1, "cn=x", attributes: nested), Wire.message(1, nested),
            Wire.result(0x65, id: 1, controls: nested),
        ] {
            let server = try answering(bytes)
            defer { server.stop() }
            let connection = try connection(server, Way.settings(operation: .seconds(2)))
            let found = try failure { () throws(LDAPFailure) in try connection.search(LDAPSearch(base: .root)) }
            #expect([.protocolBroken, .timedOut].contains(found.kind), "\(found)")
        }
    }

    @Test func l10_anEntryOfManyAttributesIsReadInOnePass() throws {
        let attributes = (0..<50_000).flatMap { Wire.attribute("a\($0)", [[0x31]]) }
        let server = try answering(Wire.entry(id: 1, "cn=x", attributes: attributes) + Wire.result(0x65, id: 1))
        defer { server.stop() }
        let answer = try connection(server).search(LDAPSearch(base: .root))
        #expect(answer.entries.first?.attributeNames.count == 50_000)
    }

    @Test(
        arguments: [
            nil, [], [0x30], [0x30, 0x05, 0x81], [0x30, 0x03, 0x81, 0x01, 0x63], [0x04, 0x02, 0x41, 0x41],
            [UInt8](repeating: 0xFF, count: 40),
        ] as [[UInt8]?])
    func l10_aPasswordPolicyThatIsNoneIsLeftAside(_ value: [UInt8]?) throws {
        let server = try answering(Wire.result(0x61, id: 1, controls: Wire.policyControl(value)))
        defer { server.stop() }
        let answer = try connection(server).bind(dn: "cn=x", password: "y".utf8)
        #expect(answer == .success(LDAPPasswordPolicy(isMalformed: true)))
    }

    @Test func aPasswordPolicyIsRead() throws {
        // Warning: 600 seconds left; fault: change after reset.
        let value: [UInt8] = [0x30, 0x09, 0xA0, 0x04, 0x80, 0x02, 0x02, 0x58, 0x81, 0x01, 0x02]
        let server = try answering(
            Wire.result(0x61, id: 1, code: 49, said: "no\u{1B}[2J", controls: Wire.policyControl(value)))
        defer { server.stop() }
        let answer = try connection(server).bind(dn: "cn=x", password: "y".utf8)
        let policy = LDAPPasswordPolicy(fault: .changeAfterReset, secondsBeforeExpiration: 600)
        #expect(answer == .refused(.invalidCredentials, diagnostic: "no\\u{1b}[2J", policy))
    }

    @Test func aServerThatHangsUpIsUnreachableNotWrong() throws {
        let server = try HostileServer { $0.read() }
        defer { server.stop() }
        let plain = try connection(server)
        let found = try failure { () throws(LDAPFailure) in try plain.bind(dn: "cn=x", password: "y".utf8) }
        #expect(found.kind == .unreachable, "\(found)")
        let url = try Way.url(server.port, "ldaps")
        #expect(try failure { () throws(LDAPFailure) in try LDAPConnection.open(to: url, Way.settings()) }.kind == .tls)
    }

    @Test func whereNothingListensIsRefused() throws {
        let server = try HostileServer { _ in }
        let url = try Way.url(server.port)
        server.stop()
        var found: LDAPFailure?
        // The listener is closed by its own thread.
        while found == nil {
            found = try? failure { () throws(LDAPFailure) in try LDAPConnection.open(to: url, Way.settings()) }
        }
        #expect(found?.kind == .refused || found?.kind == .unreachable)
        let gone = try LDAPURL("ldapi://%2Fnonexistent%2Fldapi")
        #expect(
            try failure { () throws(LDAPFailure) in try LDAPConnection.open(to: gone, Way.settings()) }.kind == .refused
        )
        let unknown = try LDAPURL("ldap://nobody.invalid")
        let lost = try failure { () throws(LDAPFailure) in try LDAPConnection.open(to: unknown, Way.settings()) }
        #expect(lost.kind == .resolve)
    }
}
