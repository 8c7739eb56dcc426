import CLDAP
import Glibc
import LDAPTestServer
import Testing

@Suite struct FaultTests {
    @Test(arguments: [
        "", "search", "search:", "fly:drop", "search:fly", "search:delay", "search:delay=2", "search:delay=-1s",
        "search:drop=1", "search:stale", "tls:empty", "bind:result=", "bind:result=x", "search:sizelimit=-1",
        "search:drop:after=x", "search:drop:times=", "bind:drop:dn=ann", "connect:result=1", "search:ad=532",
    ])
    func whatIsNoFaultIsRefusedWithAReason(_ text: String) {
        #expect(throws: LDAPTestServer.Problem.self) { try LDAPTestServer.Fault(text) }
    }

    @Test func aResultTakesThePlaceOfTheOperation() throws {
        let server = try People.server(["bind:result=51,come back later", "search:referral=ldap://127.0.0.1:1/dc=x"])
        let client = try LDAPClient(server.url)
        let bind = client.bind(People.ann, People.password)
        #expect(bind.code == 51 && bind.diagnostic == "come back later")
        let search = client.search(People.base)
        #expect(search.code == 10 && search.referrals == ["ldap://127.0.0.1:1/dc=x"] && search.found.isEmpty)
        #expect(client.delete(People.ann).code == 8)
        #expect(server.log.first?.faults == ["bind:result=51,come back later"])
    }

    @Test func activeDirectoryTellsWhyInItsOwnWords() throws {
        let server = try People.server(["bind:ad=773:dn=UID=bob,ou=people,dc=example,dc=org"])
        let client = try LDAPClient(server.url)
        #expect(client.bind(People.ann, People.password).code == 0)
        let reply = client.bind(People.bob, "medlar-38")
        #expect(reply.code == 49 && reply.diagnostic.contains("AcceptSecurityContext error, data 773, "))
    }

    @Test func aFaultSparesTheFirstAndEndsAfterItsTimes() throws {
        let server = try People.server(["bind:result=52:after=1:times=2"])
        let client = try LDAPClient(server.url)
        #expect((0..<5).map { _ in client.bind("", "").code } == [0, 52, 52, 0, 0])
        server.reset()
        #expect((0..<3).map { _ in client.bind("", "").code } == [0, 52, 52])
    }

    @Test func faultsChangeWhileTheServerRuns() throws {
        let server = try People.server()
        let client = try LDAPClient(server.url)
        #expect(client.search(People.base).code == 0)
        server.add(try LDAPTestServer.Fault("search:empty"))
        #expect(client.search(People.base).found.isEmpty)
        server.replaceFaults(with: [try LDAPTestServer.Fault("search:sizelimit=2")])
        let reply = client.search(People.base)
        #expect(reply.code == 4 && reply.found.count == 2)
        // The same over LDAP, for tests in other languages.
        let control = "2.25.271828182845904523536028747135266249775"
        #expect(client.extended(control, "clear").code == 0)
        #expect(client.search(People.base).code == 0)
        #expect(client.extended(control, "fault search:reference=ldap://127.0.0.1:2/dc=y").code == 0)
        #expect(client.search(People.base).references == 1)
        #expect(client.extended(control, "fault nonsense").code == 53)
        #expect(client.extended(control, "reset").code == 0)
        #expect(server.log.isEmpty && server.faults.isEmpty)
    }

    @Test(arguments: ["search:drop", "search:garbage", "search:cut-page=2", "any:drop:after=1", "connect:drop"])
    func aConnectionEndsInTheMiddle(_ fault: String) throws {
        let server = try People.server([fault])
        let client = try LDAPClient(server.url)
        var reply = client.search(People.base, page: (4, []))
        if reply.code == 0 { reply = client.search(People.base, page: (4, reply.cookie)) }
        #expect(reply.code == LDAP_SERVER_DOWN)
    }

    @Test func aLateAnswerIsCutAtTheTimeLimitOfTheSearch() throws {
        let server = try People.server(["search:delay=600s"])
        let reply = try LDAPClient(server.url).search(People.base, timeLimit: 1)
        #expect(reply.code == 3 && reply.found.isEmpty)
    }

    @Test func aServerCanTakeAnEmptyPassword() throws {
        let server = try People.server(["bind:accept-empty-password"])
        let client = try LDAPClient(server.url)
        #expect(client.bind(People.ann, "").code == 0)
        #expect(server.log.last?.dn == People.ann)
        #expect(client.bind(People.ann, "wrong").code == 49)
    }
}
