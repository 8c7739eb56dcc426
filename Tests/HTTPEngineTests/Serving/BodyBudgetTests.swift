import HTTPEngine
import Testing

@Suite struct BodyBudgetTests {
    /// Two thirds of what all bodies may take together.
    private static let body = String(repeating: "b", count: 100_000)

    @Sendable private static func limit(_ configuration: inout HTTPServerConfiguration) {
        configuration.limits.bodyBytes = 100_000
        configuration.limits.bodyBytesTogether = 150_000
    }

    private static func post(_ path: String) -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    private static let chunked =
        "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n186a0\r\n\(body)\r\n0\r\n\r\n"

    @Test(arguments: [post("/p"), chunked])
    func aBodyBeyondWhatAllMayTakeTogetherIsRefusedWhileTheOthersAreWithTheirHandlers(
        _ request: String
    ) async throws {
        try await withServer(Self.limit) { server in
            let first = try server.connect()
            first.send(Self.post("/gated"))
            #expect(eventually { server.gate.arrived == 1 })
            let second = try server.connect()
            second.send(request)
            let answer = try second.answer()
            #expect(answer.status == 503 && answer["connection"] == "close")
            #expect(try second.isClosedWithoutAnswer())
            #expect(server.seen == [.requestRefused(.tooManyBodies, peer: "127.0.0.1")])
            let small = try server.ask("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nsmall")
            #expect(small.text == "POST /p small")
            server.gate.open()
            #expect(try first.answer().text == "gated")
            first.send(request)
            #expect(try first.answer().status == 200)
        }
    }

    @Test func bodiesThatStayOnTheirWayCountUntilTheirClientsLeave() async throws {
        try await withServer(Self.limit) { server in
            do {
                let clients = try (0..<2).map { _ in try server.connect() }
                for client in clients { client.send(String(Self.post("/p").dropLast(1_000))) }
                #expect(eventually { server.seen.contains(.requestRefused(.tooManyBodies, peer: "127.0.0.1")) })
            }
            #expect(eventually { server.server.counters.openConnections == 0 })
            let answer = try server.ask(Self.post("/p"))
            #expect(answer.status == 200)
        }
    }

    @Test func aSingleBodyOfTheLargestSizeIsAlwaysTaken() async throws {
        try await withServer({ $0.limits.bodyBytesTogether = 0 }) { server in
            let answer = try server.ask(Self.post("/p"))
            #expect(answer.status == 200)
        }
    }

    @Test func requestsOneAfterTheOtherLeaveNothingCharged() async throws {
        try await withServer(Self.limit) { server in
            let client = try server.connect()
            for path in ["/p", "/yielding/1", "/p", "/late/10"] {
                client.send(Self.post(path))
                #expect(try client.answer().status == 200)
            }
        }
    }
}
