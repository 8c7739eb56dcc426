import LDAPKit
import TestSupport
import Testing

@Suite struct SignInTests {
    private let directory: Slapd

    init() throws { directory = try Slapd.shared() }

    @Test func aPasswordIsRightOrWrong() throws {
        let connection = try directory.connection()
        let ann = directory.person("ann")
        #expect(try connection.bind(dn: ann, password: "ann-secret".utf8).isSuccess)
        #expect(try connection.whoAmI() == "dn:\(ann)")
        guard case .refused(.invalidCredentials, _, _) = try connection.bind(dn: ann, password: "wrong".utf8) else {
            Issue.record("a wrong password has to be refused")
            return
        }
        #expect(try connection.whoAmI().isEmpty)
        #expect(connection.isUsable)
    }

    @Test(arguments: [
        ("cn=x", ""), ("cn=x", "\u{0}"), ("cn=x", "secret\u{0}"), ("cn=x", "\u{0}secret"), ("", "secret"),
        ("cn=x\u{0}", "secret"),
    ])
    func l01_anEmptyPasswordIsNeverSent(_ name: String, _ password: String) throws {
        let server = try HostileServer { visit in
            visit.read()
            visit.write(Wire.result(0x61, id: 1))
            visit.stayWithoutAWord()
        }
        defer { server.stop() }
        let connection = try LDAPConnection.open(to: Way.url(server.port), Way.settings())
        let found = try failure { () throws(LDAPFailure) in
            try connection.bind(dn: name, password: password.utf8)
        }
        #expect(found.kind == .notSent)
        // The next one is the first that the server hears of.
        #expect(try connection.bind(dn: "cn=y", password: "heard".utf8).isSuccess)
        #expect(server.received.count(of: "cn=y") == 1 && server.received.count(of: "cn=x") == 0)
        #expect(server.received.count(of: "secret") == 0)
    }

    @Test func thePolicyOfTheDirectoryIsRead() throws {
        let connection = try directory.connection()
        func policy(_ uid: String) throws -> LDAPPasswordPolicy? {
            try connection.bind(dn: directory.person(uid), password: "\(uid)-secret".utf8).policy
        }
        #expect(try policy("ann") == LDAPPasswordPolicy())
        #expect(try policy("expired")?.fault == .passwordExpired)
        #expect(try policy("must-change")?.fault == .changeAfterReset)
        #expect(try policy("grace")?.graceAuthentications != nil)
        #expect(try policy("locked")?.isMalformed == false)
    }

    @Test func theProcessIsKnownAtTheSocket() throws {
        let connection = try LDAPConnection.open(to: directory.socketURL(), Way.settings())
        #expect(try connection.bindExternal().isSuccess)
        #expect(try connection.whoAmI().hasPrefix("dn:"))
        #expect(try connection.bindAnonymously().isSuccess)
        #expect(try connection.whoAmI().isEmpty)
    }

    @Test func theServerSaysWhatItIs() throws {
        let root = try directory.connection().rootDSE()
        #expect(root.isOpenLDAP && !root.isActiveDirectory)
        #expect(root.offersPaging && root.offersPasswordPolicy && root.offersStartTLS && root.offersWhoAmI)
        #expect(root.namingContexts.contains(directory.place.base))
    }

    @Test func aValueIsCompared() throws {
        let connection = try directory.reading()
        let ann = try DistinguishedName(directory.person("ann"))
        #expect(try connection.compare(ann, "mail", Array("ANN@example.org".utf8)))
        #expect(try !connection.compare(ann, "mail", Array("bob@example.org".utf8)))
        let gone = try DistinguishedName(directory.person("gone"))
        let found = try failure { () throws(LDAPFailure) in try connection.compare(gone, "mail", Array("x".utf8)) }
        #expect(found.kind == .answer(.noSuchObject))
        #expect(found.matchedDN == "ou=people,dc=example,dc=org")
    }
}
