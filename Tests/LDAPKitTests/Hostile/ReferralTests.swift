import LDAPKit
import Testing

/// Servers that send their clients to others.
@Suite struct ReferralTests {
    private let attacker: HostileServer
    private let elsewhere: String

    init() throws {
        attacker = try HostileServer(nil)
        elsewhere = "ldap://127.0.0.1:\(attacker.port)/dc=evil"
    }

    @Test func l07_aReferralOfABindIsNotFollowed() throws {
        let elsewhere = elsewhere
        let server = try HostileServer { visit in
            visit.read()
            visit.write(Wire.result(0x61, id: 1, code: 10, referral: elsewhere))
            visit.stayWithoutAWord()
        }
        defer { server.stop() }
        let connection = try LDAPConnection.open(to: Way.url(server.port), Way.settings())
        let answer = try connection.bind(dn: "cn=x", password: "never-there-4711".utf8)
        guard case .refused(.referral, _, _) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(!attacker.hasCaller)
    }

    @Test func l07_referralsOfASearchAreNotFollowed() throws {
        let elsewhere = elsewhere
        let server = try HostileServer { visit in
            visit.read()
            visit.write(Wire.entry(id: 1, "cn=here") + Wire.reference(id: 1, elsewhere) + Wire.result(0x65, id: 1))
            visit.read()
            visit.write(Wire.result(0x65, id: 2, code: 10, referral: elsewhere))
            visit.stayWithoutAWord()
        }
        defer { server.stop() }
        let connection = try LDAPConnection.open(to: Way.url(server.port), Way.settings())
        let answer = try connection.search(LDAPSearch(base: .root))
        #expect(answer.entries.map(\.dn) == ["cn=here"])
        #expect(answer.references == [elsewhere])
        let found = try failure { () throws(LDAPFailure) in try connection.search(LDAPSearch(base: .root)) }
        #expect(found.kind == .answer(.referral))
        #expect(!attacker.hasCaller)
    }
}
