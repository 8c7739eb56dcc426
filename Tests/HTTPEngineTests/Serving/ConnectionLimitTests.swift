import Glibc
import HTTPEngine
import Testing

@Suite struct ConnectionLimitTests {
    private static let hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func aConnectionBeyondTheServersLimitIsClosedAndCounted() async throws {
        try await withServer({ $0.limits.connections = 3 }) { server in
            var clients = try (0..<3).map { _ in try server.connect() }
            for client in clients {
                client.send(Self.hello)
                #expect(try client.answer().status == 200)
            }
            let refused = try server.connect()
            #expect(try refused.isClosedWithoutAnswer())
            #expect(server.server.counters.refusedConnections == 1)
            #expect(server.seen == [.connectionRefused(.serverFull, peer: "127.0.0.1")])
            clients.removeLast()
            #expect(eventually { server.server.counters.openConnections == 2 })
            let answer = try server.ask(Self.hello)
            #expect(answer.status == 200)
        }
    }

    @Test func anAddressBeyondItsLimitIsRefusedWhileOthersAreServed() async throws {
        try await withServer({
            $0.limits.connectionsPerAddress = 2
            $0.addresses.append(ListenAddress(host: "::1", port: 0))
        }) { server in
            let clients = try (0..<2).map { _ in try server.connect() }
            for client in clients {
                client.send(Self.hello)
                #expect(try client.answer().status == 200)
            }
            let refused = try server.connect()
            #expect(try refused.isClosedWithoutAnswer())
            #expect(server.seen == [.connectionRefused(.addressFull, peer: "127.0.0.1")])
            let other = try RawClient(server.addresses[1].port, host: "::1")
            other.send(Self.hello)
            #expect(try other.answer().status == 200)
        }
    }

    /// In a process of its own, because it measures and because it takes all descriptors.
    @Test func aThousandIdleConnectionsCostLittleMemory() async {
        await #expect(processExitsWith: .success) {
            try await withServer { server in
                let answer = try server.ask(Self.hello)
                #expect(answer.status == 200)
                let before = residentBytes()
                var clients: [RawClient] = []
                for _ in 0..<1_000 {
                    let client = try server.connect()
                    client.send(Self.hello)
                    #expect(try client.answer().status == 200)
                    clients.append(client)
                }
                #expect(eventually { server.server.counters.openConnections >= 1_000 })
                let further = try server.ask(Self.hello)
                #expect(further.status == 200)
                // Both ends live in this process. The address sanitizer spends memory of its own.
                #expect(residentBytes() - before < 8 << 20 || dlsym(nil, "__asan_init") != nil)
                for client in clients {
                    client.send(Self.hello)
                    #expect(try client.answer().status == 200)
                }
            }
        }
    }

    @Test func withoutDescriptorsAcceptingPausesAndGoesOnByItself() async {
        await #expect(processExitsWith: .success) {
            try await withServer { server in
                let answer = try server.ask(Self.hello)
                #expect(answer.status == 200)
                #expect(eventually { server.server.counters.openConnections == 0 })
                let client = try server.connect()
                client.send(Self.hello)
                #expect(try client.answer().status == 200)
                // One descriptor is left for the client of the next connection, none for its server.
                var taken: [Int32] = []
                var limit = rlimit(rlim_cur: 200, rlim_max: 20_000)
                getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                limit.rlim_cur = 200
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                while case let descriptor = dup(0), descriptor >= 0 { taken.append(descriptor) }
                close(taken.removeLast())
                let waiting = try server.connect()
                waiting.send(Self.hello)
                #expect(eventually { server.seen.contains(.acceptPaused(number: EMFILE)) })
                let start = processorTime()
                #expect(waiting.hearsNothing(milliseconds: 500))
                // A busy loop would have burnt half a second.
                #expect(processorTime() - start < 0.2)
                client.send(Self.hello)
                #expect(try client.answer().status == 200)
                for descriptor in taken { close(descriptor) }
                #expect(try waiting.answer().status == 200)
            }
        }
    }
}

/// Of this process, as the kernel counts it.
private func residentBytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard fgets(&line, 128, file) != nil else { return 0 }
    let words = String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: " ")
    return (Int(words[1]) ?? 0) * Int(getpagesize())
}

/// Seconds this process has computed.
private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
