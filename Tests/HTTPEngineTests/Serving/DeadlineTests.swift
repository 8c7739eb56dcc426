import HTTPEngine
import Testing

@Suite struct DeadlineTests {
    @Test func aHeadSentSlowlyHears408WhenItsTimeIsOver() async throws {
        try await withServer({ $0.deadlines.head = .milliseconds(300) }) { server in
            let client = try server.connect()
            client.send("GET / HTTP/1.1\r\nHost: a")
            // A byte comes long before each limit between two bytes would be over: only an absolute deadline ends this.
            var sent = 0
            while client.hearsNothing(milliseconds: 20), sent < 2_000 {
                client.send("a")
                sent += 1
            }
            #expect(sent < 2_000)
            #expect(try client.answer().status == 408)
            #expect(server.seen == [.requestRefused(.headTimedOut, peer: "127.0.0.1")])
        }
    }

    @Test func aBodySentSlowlyHears408WhenItsTimeIsOver() async throws {
        try await withServer({ $0.deadlines.body = .milliseconds(200) }) { server in
            let client = try server.connect()
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
            repeat { client.send("b") } while client.hearsNothing(milliseconds: 20)
            #expect(try client.answer().status == 408)
        }
    }

    @Test func aConnectionThatSaysNothingClosesWithoutAWord() async throws {
        try await withServer({ $0.deadlines.head = .milliseconds(100) }) { server in
            let refused = try server.connect()
            #expect(try refused.isClosedWithoutAnswer())
            #expect(server.seen.isEmpty)
        }
    }

    @Test(arguments: ["\r", "\r\n", "\r\n\r"])
    func anEmptyLineDoesNotProlongTheTimeForTheFirstHead(_ line: String) async throws {
        try await withServer({ $0.deadlines.head = .milliseconds(100) }) { server in
            let client = try server.connect()
            client.send(line)
            // Heard within the client's patience, which is shorter than the time between two requests.
            _ = try client.rest()
        }
    }

    @Test func anIdleConnectionClosesWithoutAWord() async throws {
        try await withServer({ $0.deadlines.idle = .milliseconds(100) }) { server in
            let client = try server.connect()
            client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.answer().status == 200)
            #expect(try client.isClosedWithoutAnswer())
            #expect(server.seen.isEmpty)
        }
    }

    @Test func aClientThatTakesNothingOfItsAnswerIsCut() async throws {
        try await withServer({ $0.deadlines.writeWindow = .milliseconds(200) }) { server in
            let client = try server.connect(receiveBuffer: 4_096)
            client.send("GET /big/20000000 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(eventually { server.seen == [.answerCut(peer: "127.0.0.1")] })
            #expect(eventually { server.server.counters.openConnections == 0 })
        }
    }

    @Test func aClientThatTakesItsAnswerSlowlyGetsAllOfIt() async throws {
        try await withServer({ $0.deadlines.writeWindow = .seconds(1) }) { server in
            // Not smaller: loopback's huge segments would then wait for the kernel's own probes.
            let client = try server.connect(receiveBuffer: 256 * 1_024)
            client.send("GET /big/16000000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let start = ContinuousClock.now
            while try client.fill(atMost: 100_000) {
                if ContinuousClock.now - start < .seconds(3) { client.pause(milliseconds: 20) }
            }
            #expect(client.receivedCount > 16_000_000)
            #expect(ContinuousClock.now - start >= .seconds(3))
            #expect(server.seen.isEmpty)
        }
    }
}
