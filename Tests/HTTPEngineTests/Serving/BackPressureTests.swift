import Glibc
import HTTPEngine
import Testing

@Suite struct BackPressureTests {
    /// Waits until the server has come to a stand because its client reads nothing.
    private static func requestsHandledUntilStall(_ server: RunningServer) -> Int {
        var last = -1
        #expect(
            eventually {
                let now = server.server.counters.handledRequests
                defer { last = now }
                usleep(100_000)
                return now > 0 && now == last
            })
        return last
    }

    /// 5,000 requests whose answers are 50 MB together, to a client that reads nothing at first.
    @Test func aClientThatDoesNotReadIsNotReadEither() async throws {
        try await withServer { server in
            let client = try server.connect(receiveBuffer: 4_096)
            let requests = 5_000, size = 10_000
            let sender = Array(String(repeating: "GET /big/\(size) HTTP/1.1\r\nHost: a\r\n\r\n", count: requests).utf8)
            client.sendApart(sender)
            // What was answered lies in the kernel's buffers and in one batch of the server: nowhere near 50 MB.
            #expect(Self.requestsHandledUntilStall(server) * size < 8_000_000)
            for _ in 0..<requests { #expect(try client.answer().body.count == size) }
            #expect(server.server.counters.handledRequests == requests)
        }
    }

    /// Nearly all bytes are those of answers given at once, so the kernel's buffers run full while the request behind
    /// one of them is at its handler. The late answers are small ones, or such as are written apart from their heads.
    @Test(arguments: [10, 20_000])
    func answersKeepTheirOrderWhenTheClientReadsLate(_ lateSize: Int) async throws {
        try await withServer { server in
            let client = try server.connect(receiveBuffer: 4_096)
            let rounds = 20_000_000 / (7_000 + lateSize)
            var requests = ""
            for round in 0..<rounds {
                requests += "GET /big/\(7_000 + round % 100) HTTP/1.1\r\nHost: a\r\n\r\n"
                requests += "GET /late/\(lateSize + round % 100) HTTP/1.1\r\nHost: a\r\n\r\n"
            }
            client.sendApart(Array(requests.utf8))
            #expect(Self.requestsHandledUntilStall(server) < 2 * rounds)
            for round in 0..<rounds {
                try #require(try client.answer().body.count == 7_000 + round % 100)
                try #require(try client.answer().body.count == lateSize + round % 100)
            }
            #expect(server.server.counters.lateAnswers == 0)
        }
    }

    @Test(arguments: ["late/20000", "late/10"])
    func answersBeforeASuspendedRequestGoOutMeanwhile(_ last: String) async throws {
        let lone = try LoneReactor()
        try await onThread {
            lone.announce()
            lone.start()
            let client = try lone.handOver(sendBuffer: 4_096)
            let request = "GET /big/7000 HTTP/1.1\r\nHost: a\r\n\r\n"
            client.send(request + request + "GET /gated HTTP/1.1\r\nHost: a\r\n\r\n")
            client.send("GET /\(last) HTTP/1.1\r\nHost: a\r\n\r\n" + request)
            #expect(eventually { lone.gate.arrived == 1 })
            #expect(try client.answer().body.count == 7_000)
            #expect(try client.answer().body.count == 7_000)
            #expect(client.hearsNothing(milliseconds: 20))
            lone.gate.open()
            #expect(try client.answer().text == "gated")
            #expect(try client.answer().body.count == Int(last.dropFirst(5)))
            #expect(try client.answer().body.count == 7_000)
            lone.stop()
            #expect(eventually { lone.hasEnded })
        }
    }

    /// The answer comes while those before it wait for a client that reads nothing yet.
    @Test func anAnswerBehindWaitingOnesIsNotLost() async throws {
        let lone = try LoneReactor()
        try await onThread {
            lone.announce()
            lone.start()
            let client = try lone.handOver(sendBuffer: 4_096)
            let request = "GET /big/7000 HTTP/1.1\r\nHost: a\r\n\r\n"
            client.send(request + request + "GET /gated HTTP/1.1\r\nHost: a\r\n\r\n" + request)
            #expect(eventually { lone.gate.arrived == 1 })
            lone.gate.open()
            client.pause(milliseconds: 50)
            #expect(try client.answer().body.count == 7_000)
            #expect(try client.answer().body.count == 7_000)
            #expect(try client.answer().text == "gated")
            #expect(try client.answer().body.count == 7_000)
            lone.stop()
            #expect(eventually { lone.hasEnded })
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
