import Glibc
import HTTPCore
import HTTPEngine
import Threading

/// A server that serves while a test's body runs.
struct RunningServer: Sendable {
    let server: HTTPServer
    let addresses: [ListenAddress]
    let events: Locked<[HTTPServerEvent]>
    let gate: Gate
    /// Begins the graceful stop.
    let stop: @Sendable () -> Void
    let hasEnded: Locked<Bool>

    var port: UInt16 { addresses[0].port }
    var seen: [HTTPServerEvent] { events.withLock { $0 } }

    func connect(receiveBuffer: Int32? = nil) throws -> RawClient {
        try RawClient(port, receiveBuffer: receiveBuffer)
    }

    /// The answer to one request on a connection of its own.
    func ask(_ request: String) throws -> Answer {
        let client = try connect()
        client.send(request)
        return try client.answer()
    }
}

/// Runs `body` on a thread of its own, because it blocks, and Swift's few threads are the handlers'.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        NamedThread.start("test-client") { continuation.resume(with: Swift.Result { try body() }) }
    }
}

/// Serves `handler` on a free port of 127.0.0.1 while `body` runs.
func withServer(
    _ change: (inout HTTPServerConfiguration) -> Void = { _ in }, handler: (any HTTPHandler)? = nil,
    _ body: @escaping @Sendable (RunningServer) throws -> Void
) async throws {
    var configuration = HTTPServerConfiguration(addresses: [ListenAddress(host: "127.0.0.1", port: 0)], reactors: 2)
    configuration.grace = .seconds(60)
    change(&configuration)
    let events = Locked<[HTTPServerEvent]>([])
    let server = HTTPServer(configuration) { event in events.withLock { $0.append(event) } }
    let addresses = try server.bind()
    let gate = Gate(), hasEnded = Locked(false)
    let serving = Task {
        try await server.run(handler ?? SampleHandler(gate: gate))
        hasEnded.withLock { $0 = true }
    }
    let running = RunningServer(
        server: server, addresses: addresses, events: events, gate: gate, stop: { serving.cancel() },
        hasEnded: hasEnded)
    do {
        try await onThread { try body(running) }
    } catch {
        gate.open()
        serving.cancel()
        throw error
    }
    gate.open()
    serving.cancel()
    try await serving.value
}

/// Seconds that a test waits for what must come. Long, because other tests of the process may hold Swift's threads for
/// a while; shorter than the server's own idle and grace times, so that those can't stand in for what is tested.
let patience = 40

/// Waits until `condition` holds, as long as there is patience.
func eventually(_ condition: () -> Bool) -> Bool {
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .seconds(patience) {
        if condition() { return true }
        usleep(2_000)
    }
    return condition()
}
