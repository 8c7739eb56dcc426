import HTTPEngine
import Testing
import Threading

@Suite struct StopTests {
    private static let hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"

    // One reactor where the test must know that the reactor of its connection has heard of the stop.

    @Test func aStopClosesIdleConnectionsAndLetsTheRequestInFlightEnd() async throws {
        try await withServer({ $0.reactors = 1 }) { server in
            let idle = try server.connect(), busy = try server.connect()
            idle.send(Self.hello)
            #expect(try idle.answer().status == 200)
            busy.send("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n" + Self.hello)
            #expect(eventually { server.gate.arrived == 1 })
            server.stop()
            #expect(try idle.isClosedWithoutAnswer())
            #expect(throws: RawClient.Failure.self) { _ = try server.connect() }
            #expect(busy.hearsNothing(milliseconds: 50))
            #expect(!server.hasEnded.withLock { $0 })
            server.gate.open()
            let answer = try busy.answer()
            #expect(answer.text == "gated")
            #expect(answer["connection"] == "close")
            #expect(try busy.isClosedWithoutAnswer())
            #expect(eventually { server.hasEnded.withLock { $0 } })
            #expect(server.server.counters.openConnections == 0)
        }
    }

    @Test func aRequestBeyondTheGraceTimeIsCutAndItsTaskCancelled() async throws {
        try await withServer({ $0.grace = .milliseconds(150) }) { server in
            let busy = try server.connect()
            busy.send("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(eventually { server.gate.arrived == 1 })
            server.stop()
            #expect(try busy.isClosedWithoutAnswer())
            #expect(eventually { server.hasEnded.withLock { $0 } })
            #expect(server.gate.cancelled == 1)
        }
    }

    @Test func aRequestUnderWayWhenTheServerStopsIsStillAnswered() async throws {
        try await withServer({ $0.reactors = 1 }) { server in
            let client = try server.connect()
            client.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
            #expect(try client.answer().status == 100)
            server.stop()
            #expect(eventually { (try? server.connect()) == nil })
            client.send("body")
            let answer = try client.answer()
            #expect(answer.text == "POST /p body")
            #expect(answer["connection"] == "close")
        }
    }

    @Test func anAnswerUnderWayWhenTheServerStopsIsTheLastOfItsConnection() async throws {
        try await withServer({ $0.reactors = 1 }) { server in
            let client = try server.connect(receiveBuffer: 4_096)
            client.send("GET /big/10000000 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(eventually { server.server.counters.handledRequests == 1 })
            server.stop()
            #expect(eventually { (try? server.connect()) == nil })
            #expect(try client.answer().body.count == 10_000_000)
            #expect(try client.isClosedWithoutAnswer())
            #expect(eventually { server.hasEnded.withLock { $0 } })
        }
    }

    @Test func aServerWithoutConnectionsStopsAtOnce() async throws {
        try await withServer { server in
            server.stop()
            #expect(eventually { server.hasEnded.withLock { $0 } })
        }
    }
}
