import HTTPEngine
import Testing

@Suite struct LateAnswerTests {
    /// Its end must be a reset: whoever only ends its sending may still wait for the answer.
    @Test func theAnswerForAClientThatResetItsConnectionIsDroppedAndItsTaskCancelled() async throws {
        try await withServer { server in
            do {
                let client = try server.connect()
                client.resetsAtItsEnd()
                client.send("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(eventually { server.gate.arrived == 1 })
            }
            #expect(eventually { server.gate.cancelled == 1 })
            #expect(eventually { server.server.counters.openConnections == 0 })
            // A new connection takes the same slot; the late answer must not reach it.
            let client = try server.connect()
            client.send("GET /new HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.answer().text == "GET /new ")
            server.gate.open()
            #expect(eventually { server.server.counters.lateAnswers == 1 })
            client.send("GET /again HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.answer().text == "GET /again ")
        }
    }

    @Test func aConnectionThatItsClientClosedEndsWithTheAnswer() async throws {
        try await withServer { server in
            do {
                let client = try server.connect()
                client.send("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(eventually { server.gate.arrived == 1 })
            }
            server.gate.open()
            #expect(eventually { server.server.counters.openConnections == 0 })
            #expect(server.gate.cancelled == 0)
        }
    }

    @Test func aHandlerBeyondItsDeadlineIsCancelledAndAnsweredFor() async throws {
        try await withServer({ $0.deadlines.handler = .milliseconds(100) }) { server in
            let client = try server.connect()
            client.send("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.answer().status == 503)
            #expect(server.gate.cancelled == 1)
            server.gate.open()
            #expect(eventually { server.server.counters.lateAnswers == 1 })
            #expect(server.seen == [.requestRefused(.handlerTimedOut, peer: "127.0.0.1")])
        }
    }
}
