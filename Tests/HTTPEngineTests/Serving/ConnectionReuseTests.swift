import HTTPEngine
import Testing

@Suite struct ConnectionReuseTests {
    private static let hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func aConnectionServesOneRequestAfterTheOther() async throws {
        try await withServer { server in
            let client = try server.connect()
            for number in 0..<100 {
                client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = try client.answer()
                #expect(answer.text == "GET /\(number) " && answer["connection"] == nil)
            }
            #expect(server.server.counters.acceptedConnections == 1)
            #expect(server.server.counters.handledRequests == 100)
        }
    }

    @Test func aRequestMayComeByteByByte() async throws {
        try await withServer { server in
            let client = try server.connect()
            for byte in "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc".utf8 { client.send([byte]) }
            #expect(try client.answer().text == "POST /p abc")
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrderEvenWhenHandlersSuspend() async throws {
        try await withServer { server in
            let client = try server.connect()
            var requests = ""
            for number in 0..<200 {
                requests += "GET /\(number % 3 == 0 ? "yielding" : "plain")/\(number) HTTP/1.1\r\nHost: a\r\n\r\n"
            }
            client.send(requests)
            for number in 0..<200 {
                let expected = number % 3 == 0 ? "yielded \(number)" : "GET /plain/\(number) "
                #expect(try client.answer().text == expected)
            }
        }
    }

    @Test func nothingBehindASuspendedRequestIsAnsweredBeforeIt() async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n" + Self.hello)
            #expect(eventually { server.gate.arrived == 1 })
            client.send(Self.hello)
            #expect(client.hearsNothing(milliseconds: 50))
            #expect(server.server.counters.handledRequests == 1)
            server.gate.open()
            #expect(try client.answer().text == "gated")
            #expect(try client.answer().text == "GET /hello ")
            #expect(try client.answer().text == "GET /hello ")
        }
    }

    @Test(arguments: ["close", "Close", "te, close", "keep-alive,\tclose"])
    func theConnectionClosesWhenTheClientAsks(_ value: String) async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: \(value)\r\n\r\n" + Self.hello)
            #expect(try client.answer()["connection"] == "close")
            #expect(try client.isClosedWithoutAnswer())
        }
    }

    @Test func theConnectionClosesWhenTheHandlerAsks() async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send("GET /closing HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.answer()["connection"] == "close")
            #expect(try client.isClosedWithoutAnswer())
        }
    }

    @Test func http10ClosesUnlessAskedToStay() async throws {
        try await withServer { server in
            let closing = try server.connect()
            closing.send("GET / HTTP/1.0\r\n\r\n")
            #expect(try closing.answer()["connection"] == "close")
            #expect(try closing.isClosedWithoutAnswer())
            let staying = try server.connect()
            staying.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try staying.answer()["connection"] == "keep-alive")
            staying.send(Self.hello)
            #expect(try staying.answer().text == "GET /hello ")
        }
    }

    @Test func aRequestWithTheEndOfSendingBehindItIsAnswered() async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send(Self.hello)
            client.endSending()
            #expect(try client.answer().text == "GET /hello ")
            #expect(try client.isClosedWithoutAnswer())
        }
    }

    @Test func suspendedRequestsWithTheEndOfSendingBehindThemAreAnswered() async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send("GET /gated HTTP/1.1\r\nHost: a\r\n\r\n" + Self.hello)
            #expect(eventually { server.gate.arrived == 1 })
            client.send("GET /yielding/1 HTTP/1.1\r\nHost: a\r\n\r\n")
            client.endSending()
            #expect(client.hearsNothing(milliseconds: 50))
            #expect(server.gate.cancelled == 0)
            server.gate.open()
            #expect(try client.answer().text == "gated")
            #expect(try client.answer().text == "GET /hello ")
            #expect(try client.answer().text == "yielded 1")
            #expect(try client.isClosedWithoutAnswer())
        }
    }
}
