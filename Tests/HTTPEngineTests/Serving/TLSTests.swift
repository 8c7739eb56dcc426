import HTTPEngine
import Testing

@Suite struct TLSTests {
    let files = CertificateFiles(name: "first.example")

    private var tls: TLSFiles { TLSFiles(certificateChain: files.certificate, privateKey: files.key) }

    /// What a TLS client shows and hears; it says `request` and waits for the end.
    private static func openssl(_ port: UInt16, _ options: String, _ request: String = "") -> String {
        shell(
            "printf '\(request)' | timeout \(patience) openssl s_client -connect 127.0.0.1:\(port) -ign_eof \(options) 2>&1"
        )
    }

    private static let closing = #"GET /peer HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"#

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func aRequestIsAnsweredOverTLS(_ version: String) async throws {
        try await withServer({ $0.tls = tls }) { server in
            let heard = Self.openssl(server.port, version + " -alpn h2,http/1.1", Self.closing)
            #expect(heard.contains("127.0.0.1 true"))
            #expect(heard.contains("ALPN protocol: http/1.1"))
            #expect(heard.contains("CN = first.example"))
        }
    }

    @Test func manyPipelinedRequestsAndLargeAnswersGoThrough() async throws {
        try await withServer({ $0.tls = tls }) { server in
            let large = String(repeating: #"GET /big/300000 HTTP/1.1\r\nHost: a\r\n\r\n"#, count: 20)
            let suspended = String(repeating: #"GET /yielding/n HTTP/1.1\r\nHost: a\r\n\r\n"#, count: 20)
            let heard = Self.openssl(server.port, "-quiet", large + suspended + Self.closing)
            #expect(heard.utf8.count(where: { $0 == 0x78 }) >= 20 * 300_000)
            #expect(heard.contains("yielded n") && heard.contains("127.0.0.1 true"))
        }
    }

    @Test(arguments: ["-tls1_1 -cipher DEFAULT@SECLEVEL=0", "-alpn h2"])
    func aClientThatSpeaksOnlySomethingElseIsRefused(_ options: String) async throws {
        try await withServer({ $0.tls = tls }) { server in
            #expect(!Self.openssl(server.port, options, Self.closing).contains("127.0.0.1 true"))
            #expect(eventually { server.server.counters.failedHandshakes == 1 })
        }
    }

    @Test func plainHTTPOnATLSPortIsRefusedAndReported() async throws {
        try await withServer({ $0.tls = tls }) { server in
            let client = try server.connect()
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(!String(decoding: try client.rest(), as: UTF8.self).contains("HTTP/1.1 200"))
            #expect(eventually { server.seen == [.tlsFailed(reason: "http request", peer: "127.0.0.1")] })
            #expect(Self.openssl(server.port, "-quiet", Self.closing).contains("127.0.0.1 true"))
        }
    }

    @Test func aHandshakeIsUnderTheHeadDeadline() async throws {
        try await withServer({
            $0.tls = tls
            $0.deadlines.head = .milliseconds(150)
        }) { server in
            let client = try server.connect()
            client.send([0x16, 0x03, 0x01])
            #expect(try client.isClosedWithoutAnswer())
            #expect(server.seen == [.tlsFailed(reason: "handshake took too long", peer: "127.0.0.1")])
        }
    }

    @Test func aReloadTakesTheNewCertificateForNewConnections() async throws {
        try await withServer({ $0.tls = tls }) { [files] server in
            files.make(name: "second.example")
            #expect(Self.openssl(server.port, "", Self.closing).contains("CN = first.example"))
            try server.server.reloadTLS()
            #expect(Self.openssl(server.port, "", Self.closing).contains("CN = second.example"))
        }
    }

    @Test func aReloadOfABadFileThrowsAndKeepsTheOldCertificate() async throws {
        try await withServer({ $0.tls = tls }) { [files] server in
            files.spoil(files.certificate)
            let error = #expect(throws: HTTPServerError.self) { try server.server.reloadTLS() }
            #expect(error?.description.hasPrefix("unusable TLS file: \(files.certificate) (") == true)
            #expect(Self.openssl(server.port, "", Self.closing).contains("CN = first.example"))
        }
    }

    @Test func aKeyOfAnotherCertificateStopsTheStart() {
        let other = CertificateFiles(name: "other.example")
        var configuration = HTTPServerConfiguration(addresses: [ListenAddress(host: "127.0.0.1", port: 0)])
        configuration.tls = TLSFiles(certificateChain: files.certificate, privateKey: other.key)
        let error = #expect(throws: HTTPServerError.self) { try HTTPServer(configuration).bind() }
        #expect(error?.description.contains("key values mismatch") == true)
    }
}
