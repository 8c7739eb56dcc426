import HTTPEngine
import Testing

/// What a client sends and what it must hear; the rows of the strictness table.
struct WireCase: Sendable, CustomTestStringConvertible {
    let name: String
    let request: String
    let status: Int

    init(_ name: String, _ request: String, _ status: Int) {
        self.name = name
        self.request = request
        self.status = status
    }

    var testDescription: String { "\(name): \(status)" }

    static func get(_ name: String, target: String = "/", _ fields: String, _ status: Int) -> WireCase {
        WireCase(name, "GET \(target) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n", status)
    }

    static func post(_ name: String, _ fields: String, _ body: String, _ status: Int) -> WireCase {
        WireCase(name, "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\(body)", status)
    }
}

@Suite struct MalformedRequestTests {
    static let cases: [WireCase] = [
        .get("20 KB field", "X: \(String(repeating: "x", count: 20_000))\r\n", 200),
        .get("100 KB field", "X: \(String(repeating: "x", count: 100_000))\r\n", 431),
        .get("1 MiB field", "X: \(String(repeating: "x", count: 1 << 20))\r\n", 431),
        .get("99 further fields", String(repeating: "X: y\r\n", count: 99), 200),
        .get("200 fields", String(repeating: "X: y\r\n", count: 200), 431),
        .get("20 KB target", target: "/" + String(repeating: "x", count: 20_000), "", 414),
        .get("100 KB target", target: "/" + String(repeating: "x", count: 100_000), "", 414),
        WireCase("HTTP/1.1 without Host", "GET / HTTP/1.1\r\n\r\n", 400),
        .get("two Hosts", "Host: a\r\n", 400),
        WireCase("Host with a user", "GET / HTTP/1.1\r\nHost: user@a\r\n\r\n", 400),
        WireCase("Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
        WireCase("Host with a wide port", "GET / HTTP/1.1\r\nHost: a:123456\r\n\r\n", 400),
        WireCase("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
        WireCase("Host with IPv6 and port", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 200),
        WireCase("Host in open brackets", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400),
        .get("space before the colon", "X : y\r\n", 400),
        .get("folded field", "X: y\r\n z\r\n", 400),
        .get("field without colon", "X\r\n", 400),
        .get("field without name", ": y\r\n", 400),
        .get("NUL in a value", "X: a\0b\r\n", 400),
        .get("CR in a value", "X: a\rb\r\n", 400),
        WireCase("bare LF everywhere", "GET / HTTP/1.1\nHost: a\n\n", 400),
        WireCase("bare LF in the last line", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400),
        WireCase("bare LF before the request", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        WireCase("CRLF before the request", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        WireCase("TLS greeting on a plain port", "\u{16}\u{03}\u{01}\u{02}", 400),
        .post("Content-Length and chunked", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", 400),
        .post("two different Content-Lengths", "Content-Length: 5\r\nContent-Length: 6\r\n", "123456", 400),
        .post("two equal Content-Lengths", "Content-Length: 5\r\nContent-Length: 5\r\n", "12345", 400),
        .post("Content-Length with a sign", "Content-Length: +5\r\n", "12345", 400),
        .post("Content-Length as a list", "Content-Length: 5, 5\r\n", "12345", 400),
        .post("Content-Length of 19 digits", "Content-Length: 1000000000000000000\r\n", "", 400),
        .post("negative Content-Length", "Content-Length: -1\r\n", "", 400),
        .post("coding gzip", "Transfer-Encoding: gzip\r\n", "", 501),
        .post("coding gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n", 501),
        .post(
            "chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n", 400),
        WireCase(
            "chunked with HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        .post("bad chunk size", "Transfer-Encoding: chunked\r\n", "xyz\r\n", 400),
        .post("chunk size of 16 digits", "Transfer-Encoding: chunked\r\n", "1000000000000000\r\n", 400),
        .post("chunk with bare LF", "Transfer-Encoding: chunked\r\n", "1\na\r\n0\r\n\r\n", 400),
        .post("2 MB announced", "Content-Length: 2000000\r\n", "", 413),
        .post("2 MB in a chunk", "Transfer-Encoding: chunked\r\n", "1E8480\r\n", 413),
        .post("2 MB announced, awaiting 100", "Content-Length: 2000000\r\nExpect: 100-continue\r\n", "", 413),
        .post("another expectation", "Content-Length: 1\r\nExpect: 200-ok\r\n", "", 417),
        WireCase("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        WireCase("HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505),
        WireCase("HTTP/0.9", "GET /\r\n\r\n", 400),
        WireCase("lower-case version", "GET / http/1.1\r\nHost: a\r\n\r\n", 400),
        WireCase("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        WireCase("no method", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        WireCase("a method of 40 letters", "\(String(repeating: "M", count: 40)) / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        .get("bytes beyond ASCII in the target", target: "/é", "", 400),
        .get("control character in the target", target: "/\u{1}", "", 400),
        .get("fragment in the target", target: "/#a", "", 400),
        .get("target without slash", target: "a", "", 400),
        .get("star without OPTIONS", target: "*", "", 400),
        .get("absolute target of another host", target: "http://b/", "", 400),
        WireCase("CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 400),
    ]

    @Test(arguments: cases)
    func theRequestIsAnsweredAsTheTableSays(_ row: WireCase) async throws {
        try await withServer { server in
            let client = try server.connect()
            client.send(row.request)
            let answer = try client.answer()
            #expect(answer.status == row.status)
            guard row.status >= 400 else { return }
            #expect(answer["content-type"] == "application/problem+json")
            #expect(answer["connection"] == "close")
            #expect(answer.text.contains("\"status\":\(row.status)"))
            #expect(try client.isClosedWithoutAnswer())
            #expect(server.server.counters.refusedRequests == 1)
            #expect(server.seen.count == 1)
        }
    }

    @Test func aRefusedRequestIsReportedWithItsReasonAndPeer() async throws {
        try await withServer { server in
            let answer = try server.ask("GET / HTTP/1.1\r\n\r\n")
            #expect(answer.status == 400)
            #expect(server.seen == [.requestRefused(.hostMissing, peer: "127.0.0.1")])
        }
    }
}
