import HTTPCore
import HTTPEngine
import Testing

@Suite struct StartTests {
    private func server(_ host: String, _ port: UInt16) -> HTTPServer {
        HTTPServer(HTTPServerConfiguration(addresses: [ListenAddress(host: host, port: port)]))
    }

    @Test func aTakenPortIsSaidPlainly() throws {
        let first = server("127.0.0.1", 0)
        let address = try first.bind()[0]
        let error = #expect(throws: HTTPServerError.addressInUse(address)) {
            try server("127.0.0.1", address.port).bind()
        }
        #expect(error?.description == "address in use: 127.0.0.1:\(address.port)")
        #expect(first.counters.openConnections == 0)
    }

    @Test func anAddressOfNoInterfaceIsSaidPlainly() {
        let address = ListenAddress(host: "192.0.2.1", port: 0)
        #expect(throws: HTTPServerError.addressUnavailable(address)) { try server("192.0.2.1", 0).bind() }
    }

    @Test func aTextThatIsNoAddressIsSaidPlainly() {
        let error = #expect(throws: HTTPServerError.self) { try server("300.1.1.1", 80).bind() }
        #expect(error?.description.hasPrefix("unknown address: 300.1.1.1:80") == true)
    }

    @Test func aServerWithoutAddressesIsNotReady() {
        #expect(throws: HTTPServerError.notReady) { try HTTPServer(HTTPServerConfiguration(addresses: [])).bind() }
    }

    @Test func bindingTwiceIsAnError() throws {
        let server = server("127.0.0.1", 0)
        try server.bind()
        #expect(throws: HTTPServerError.notReady) { try server.bind() }
    }

    @Test func oneServerListensOnIPv4AndIPv6AtTheSamePort() async throws {
        let port = try server("127.0.0.1", 0).bind()[0].port
        try await withServer({
            $0.addresses = [ListenAddress(host: "127.0.0.1", port: port), ListenAddress(host: "::", port: port)]
        }) { server in
            #expect(server.addresses.map(\.description) == ["127.0.0.1:\(port)", "[::]:\(port)"])
            let request = "GET /peer HTTP/1.1\r\nHost: a\r\n\r\n"
            let answer = try server.ask(request)
            #expect(answer.text == "127.0.0.1 false")
            let client = try RawClient(port, host: "::1")
            client.send(request)
            #expect(try client.answer().text == "::1 false")
        }
    }

    @Test func connectionsAreSharedOutEvenlyAmongTheReactors() async throws {
        let names = ThreadNames()
        try await withServer(handler: names) { server in
            let clients = try (0..<32).map { _ in try server.connect() }
            for client in clients {
                client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.answer().status == 200)
            }
            let counts = names.counts
            #expect(counts.count == 2 && counts.min() ?? 0 >= 10)
        }
    }
}
