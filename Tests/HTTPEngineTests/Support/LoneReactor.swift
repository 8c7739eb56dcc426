import Glibc
import Synchronization
import Threading

@testable import HTTPEngine

/// One reactor that gets its connections from a test, as if a sibling had accepted them.
struct LoneReactor {
    private let context = ServerContext(HTTPServerConfiguration(addresses: [])) { _ in }
    private let listener: Listener
    private let ended = Locked(false)
    let gate = Gate()
    private let reactor: Reactor
    private let peer = PeerAddress(sockaddr_storage())

    var port: UInt16 { listener.address.port }
    var hasEnded: Bool { ended.withLock { $0 } }
    var openConnections: Int { context.counters.open.load(ordering: .relaxed) }

    init() throws {
        listener = try Listener(ListenAddress(host: "127.0.0.1", port: 0))
        reactor = try Reactor(context, listeners: [listener], grace: 60_000, handler: SampleHandler(gate: gate))
    }

    func start() {
        NamedThread.start("http-0") { [reactor, ended] in
            reactor.run()
            ended.withLock { $0 = true }
        }
    }

    func stop() { reactor.inbox.stop() }

    /// Counts a connection in that is going to be handed over.
    func announce() {
        context.counters.open.wrappingAdd(1, ordering: .relaxed)
        _ = context.addresses.enter(peer.key)
        reactor.load.wrappingAdd(1, ordering: .relaxed)
    }

    /// Hands one end of a pair of local sockets over, once announced.
    /// - Parameter sendBuffer: what the kernel takes of an answer before the client reads, in bytes.
    /// - Returns: the client at the other end.
    func handOver(sendBuffer: Int32? = nil) throws -> RawClient {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
            throw RawClient.Failure.connecting(errno)
        }
        let client = RawClient(connected: ends[1])
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        if var sendBuffer {
            setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &sendBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        guard reactor.inbox.post(Inbox.Arrival(descriptor: ends[0], peer: peer)) else {
            close(ends[0])
            throw RawClient.Failure.ended
        }
        return client
    }
}
