import HTTPEngine
import Testing

@Suite struct MessageFormTests {
    @Test func aHeadAnswerHasTheLengthOfTheGetAnswerAndNoBody() async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send("HEAD /big/50000 HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = try client.answer(toHead: true)
            #expect(answer.status == 200)
            #expect(answer["content-length"] == "50000")
            #expect(try client.answer().text == "GET /next ")
        }
    }

    @Test(arguments: [204, 304])
    func theStatusHasNeitherBodyNorLength(_ status: Int) async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send("GET /status/\(status) HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            let answer = try client.answer()
            #expect(answer.status == status)
            #expect(answer["content-length"] == nil)
            #expect(try client.answer().text == "GET /next ")
        }
    }

    @Test(arguments: [0, 100, 101, 199, 600, -1])
    func aStatusThatIsNoneOfAFinalAnswerBecomes500(_ status: Int) async throws {
        try await withServer { server in
            let answer = try server.ask("GET /status/\(status) HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(answer.status == 500)
        }
    }

    @Test func noFieldOfAHandlerCanSplitTheAnswer() async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send("GET /splitting HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let text = String(decoding: try client.rest(), as: UTF8.self)
            #expect(!text.contains("Evil") && !text.contains("X-Nul") && !text.contains("empty"))
            #expect(!text.contains("9999") && !text.contains("chunked"))
            #expect(text.contains("X-Good: kept\r\n"))
            #expect(text.hasSuffix("Content-Length: 5\r\nConnection: close\r\n\r\nsplit"))
            #expect(server.seen == [.fieldsDropped(count: 4, peer: "127.0.0.1")])
        }
    }

    @Test func anAnswerHasADate() async throws {
        try await withServer { server in
            let date = try #require(try server.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n")["date"])
            #expect(date.count == "Sun, 06 Nov 1994 08:49:37 GMT".count && date.hasSuffix(" GMT"))
        }
    }

    @Test func aChunkedBodyWithExtensionAndTrailerArrivesWhole() async throws {
        try await withServer { server in
            let answer = try server.ask(
                "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
                    + "3;name=\"value\"\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: 1\r\n\r\n")
            #expect(answer.text == "POST /p abcde")
        }
    }

    @Test func aBodyOfTheLargestSizeArrivesWholeInSmallPieces() async throws {
        try await withServer({ $0.limits.bodyBytes = 100_000 }) { server in
            let client = try server.connect()
            client.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
            for _ in 0..<100 { client.send(String(repeating: "b", count: 1_000)) }
            #expect(try client.answer().body.count == "POST /p ".utf8.count + 100_000)
        }
    }

    @Test func anExpectantClientHears100BeforeItsBody() async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
            #expect(try client.answer().status == 100)
            client.send("abc")
            #expect(try client.answer().text == "POST /p abc")
        }
    }

    @Test(arguments: [("TRACE", "TRACE"), ("PROPFIND", "PROPFIND"), ("get", "get"), ("OPTIONS", "OPTIONS")])
    func anyLegalMethodReachesTheHandler(_ sent: String, _ seen: String) async throws {
        try await withServer { server in
            let answer = try server.ask("\(sent) /m HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(answer.text == "\(seen) /m ")
        }
    }

    @Test(arguments: [
        ("GET http://a HTTP/1.1", "GET / "), ("GET http://A?q HTTP/1.1", "GET /?q "),
        ("GET HTTP://a/p?q HTTP/1.1", "GET /p?q "), ("OPTIONS * HTTP/1.1", "OPTIONS * "),
    ])
    func otherFormsOfATargetAreUnderstood(_ line: String, _ seen: String) async throws {
        try await withServer { server in
            let answer = try server.ask("\(line)\r\nHost: a\r\n\r\n")
            #expect(answer.text == seen)
        }
    }

    @Test func bytesBeyondASCIIInAFieldArrive() async throws {
        try await withServer { server in
            let answer = try server.ask("GET /field HTTP/1.1\r\nHost: a\r\nX-Field: \t é \r\nx-field:\r\n\r\n")
            #expect(answer.text == "é|")
        }
    }
}
