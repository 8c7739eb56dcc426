import CLDAP
import Glibc
import JSONText
import LDAPTestServer
import Testing

@Suite struct ServerTests {
    @Test func othersThanThisMachineReachItOnlyWhenAsked() throws {
        for address in ["0.0.0.0", "::", "192.0.2.1", "localhost", "127.0.0.1x"] {
            #expect(throws: LDAPTestServer.Problem.self, "\(address)") {
                try People.server { $0.address = address }
            }
        }
        let server = try People.server {
            $0.address = "0.0.0.0"
            $0.isExposed = true
        }
        let client = try LDAPClient("ldap://127.0.0.1:\(server.port)")
        #expect(client.search(People.base).code == 0)
        // Nobody from outside steers it.
        #expect(client.extended("2.25.271828182845904523536028747135266249775", "reset").code == 2)
    }

    @Test func stoppingEndsEveryConnectionWhateverItWaitsFor() throws {
        let server = try People.server(["search:hang", "compare:delay=600s"])
        let idle = try LDAPClient(server.url)
        #expect(idle.bind("", "").code == 0)
        let hanging = try RawConnection(server.port), late = try RawConnection(server.port)
        let half = try RawConnection(server.port)
        hanging.send([0x30, 0x25, 0x02, 0x01, 0x01] + RawConnection.searchOfRoot)
        late.send([
            0x30, 0x13, 0x02, 0x01, 0x01, 0x6E, 0x0E, 0x04, 0x04, 0x63, 0x3D, 0x78, 0x79, 0x30, 0x06, 0x04, 0x01, 0x63,
            0x04, 0x01, 0x78,
        ])
        half.send([0x30, 0x26, 0x02])
        // The log has at once what is never answered.
        let end = ContinuousClock.now + .seconds(60)
        while server.log.last?.operation != "search", ContinuousClock.now < end { sched_yield() }
        #expect(server.log.last?.faults == ["search:hang"])
        server.stop()
        #expect(idle.search(People.base).code == LDAP_SERVER_DOWN)
        for connection in [hanging, late, half] { #expect(connection.receive().isEmpty) }
    }

    @Test(
        arguments: [
            [0x00], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x80, 0x02, 0x01, 0x01, 0x42, 0x00, 0x00, 0x00],
            [0x30, 0x05, 0x02, 0x01, 0x01, 0x42, 0x05], [0x30, 0x05, 0x02, 0x01, 0x00, 0x42, 0x00],
            [0x30, 0x05, 0x02, 0x01, 0x01, 0x7F, 0x00],
            [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03],
            Array("GET / HTTP/1.1\r\n\r\n".utf8), [0x30, 0x03, 0x02, 0x01, 0x01, 0x42, 0x00],
        ] as [[UInt8]])
    func bytesThatAreNoMessageEndTheConnectionWithANotice(_ bytes: [UInt8]) throws {
        let server = try People.server()
        let connection = try RawConnection(server.port)
        connection.send(bytes)
        connection.finish()
        let answer = connection.receive()
        // Cut off is over; everything else is told with a Notice of Disconnection.
        #expect(answer.isEmpty || answer.contains(subsequence: Array("1.3.6.1.4.1.1466.20036".utf8)))
        #expect(try LDAPClient(server.url).search(People.base).code == 0)
    }

    @Test func aRequestThatMakesNoSenseIsAnsweredAndTheConnectionGoesOn() throws {
        let server = try People.server()
        let connection = try RawConnection(server.port)
        // A bind with a version alone, then the search of the root DSE.
        connection.send([0x30, 0x08, 0x02, 0x01, 0x01, 0x60, 0x03, 0x02, 0x01, 0x03])
        connection.send([0x30, 0x25, 0x02, 0x01, 0x02] + RawConnection.searchOfRoot)
        connection.finish()
        let answer = connection.receive()
        #expect(answer.starts(with: [0x30]) && answer.contains(subsequence: [0x02, 0x01, 0x01, 0x61]))
        #expect(answer.contains(subsequence: [0x02, 0x01, 0x02, 0x64]))
        #expect(server.log.map(\.operation) == ["malformed", "search"])
    }

    @Test func connectionsAboveTheLimitAreToldSo() throws {
        let server = try People.server()
        var open: [RawConnection] = []
        for _ in 0..<LDAPTestServer.maximumConnections { open.append(try RawConnection(server.port)) }
        // Served, so all of them are counted.
        open.last?.send([0x30, 0x25, 0x02, 0x01, 0x01] + RawConnection.searchOfRoot)
        #expect(open.last?.receive(atLeast: 1).isEmpty == false)
        let above = try RawConnection(server.port)
        #expect(above.receive().contains(subsequence: Array("too many connections".utf8)))
        server.stop()
    }

    @Test func theLogTellsWhatHappenedAndNoPassword() throws {
        let server = try People.server { $0.now = { 1_000 } }
        let client = try LDAPClient(server.url)
        _ = client.bind(People.ann, People.password)
        _ = client.bind(People.ann, "wrong-violet-1")
        _ = client.compare(People.ann, "userPassword", "wrong-violet-2")
        _ = client.modify(People.ann, [(2, "userPassword", ["wrong-violet-3"])])
        _ = client.search(People.base, 1, "(|(userPassword=wrong-violet-4)(ou=people))", ["ou"], page: (5, []))
        let log = server.log
        #expect(log.map(\.operation) == ["bind", "bind", "compare", "modify", "search"])
        #expect(log.map(\.number) == [1, 2, 3, 4, 5])
        #expect(
            log.map { $0.result?.name } == [
                "success", "invalidCredentials", "compareFalse", "strongerAuthRequired", "success",
            ])
        #expect(log[1].identity == People.ann && log[2].identity == "")
        #expect(log[4].scope == "one" && log[4].entries == 1 && log[4].attributes == ["ou"])
        #expect(log[4].controls == ["1.2.840.113556.1.4.319"] && log[4].dn == People.base)
        let text = log.map { String(decoding: $0.json.encoded(), as: UTF8.self) }.joined()
        #expect(!text.contains("violet") && !text.contains(People.password))
        #expect(text.contains("1970-01-01T00:00:01.000Z"))
        server.clearLog()
        #expect(server.log.isEmpty)
    }
}
