import HTTPEngine
import Testing

@Suite struct BackPressureTests {
    /// 5,000 requests whose answers are 50 MB together, to a client that reads nothing at first.
    @Test func aClientThatDoesNotReadIsNotReadEither() async throws {
        try await withServer { server in
            let client = try server.connect(receiveBuffer: 4_096)
            let requests = 5_000, size = 10_000
            let sender = Array(String(repeating: "GET /big/\(size) HTTP/1.1\r\nHost: a\r\n\r\n", count: requests).utf8)
            client.sendApart(sender)
            var last = -1
            #expect(
                eventually {
                    let now = server.server.counters.handledRequests
                    defer { last = now }
                    client.pause(milliseconds: 100)
                    return now > 0 && now == last
                })
            // What was answered lies in the kernel's buffers and in one batch of the server: nowhere near 50 MB.
            #expect(last * size < 8_000_000)
            for _ in 0..<requests { #expect(try client.answer().body.count == size) }
            #expect(server.server.counters.handledRequests == requests)
        }
    }

    @Test func aLargeAnswerBehindASmallOneAndBeforeAnother() async throws {
        try await withServer { server in
            let client = try server.connect(receiveBuffer: 4_096)
            client.send(
                "GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /big/3000000 HTTP/1.1\r\nHost: a\r\n\r\n"
                    + "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo")
            #expect(try client.answer().text == "GET /a ")
            #expect(try client.answer().body.count == 3_000_000)
            client.send("dy")
            #expect(try client.answer().text == "POST /b body")
        }
    }

    /// The body's first half comes while the answer before it waits for room.
    @Test func aBodyUnderWayWaitsForTheAnswerBeforeIt() async throws {
        try await withServer { server in
            let client = try server.connect(receiveBuffer: 4_096)
            let large = String(repeating: "GET /big/8000 HTTP/1.1\r\nHost: a\r\n\r\n", count: 700)
            client.send(large + "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo")
            client.pause(milliseconds: 50)
            client.send("dy")
            for _ in 0..<700 { #expect(try client.answer().body.count == 8_000) }
            #expect(try client.answer().text == "POST /b body")
        }
    }
}
