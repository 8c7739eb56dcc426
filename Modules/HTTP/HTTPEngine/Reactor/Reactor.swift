import Glibc
import HTTPCore
import Synchronization

/// One thread, one epoll, and the connections it serves.
///
/// A request's handler starts right here. If it ends without suspending, its answer is written at once; otherwise the
/// connection waits for its ticket, and nothing more of it is read or parsed, so that pipelined answers keep their
/// order. The same holds while an answer isn't flushed: a client that doesn't read is not read either.
// @unchecked: all state but `inbox`, `load` and `handled` belongs to the reactor's own thread; what is set before
// `run` is only read by it.
final class Reactor: @unchecked Sendable {
    /// Bytes read at a time, and the most that is kept unparsed beyond a head.
    static let readSize = 32 * 1_024
    /// Small answers are collected up to here before they are written.
    static let batchSize = 16 * 1_024
    /// Bodies from this size on aren't copied behind their head.
    static let largeBody = 8 * 1_024
    static let bellTag = UInt64(UInt32.max)

    let context: ServerContext
    let handler: any HTTPHandler
    let listeners: [Listener]
    let inbox: Inbox
    let poller: Poller
    /// Milliseconds from the request to stop to the end.
    let grace: Int64
    /// Open connections here, those on their way included; read by siblings to share the work out.
    let load = Atomic(0)
    let handled = Atomic(0)
    /// All reactors of the server; set before `run`, emptied at its end.
    var siblings: [Reactor] = []

    var connections: [Connection?] = []
    var freeSlots: [Int] = []
    var lastGeneration: UInt32 = 0
    var lastSerial: UInt64 = 0
    var now = Reactor.clock()
    var lastSweep: Int64 = 0
    var date = DateLine()
    /// When accepting goes on, while it pauses for want of descriptors.
    var acceptAgain: Int64?
    /// When the grace time ends; `nil` while the server isn't stopping.
    var stopDeadline: Int64?

    let input = UnsafeMutableRawBufferPointer.allocate(byteCount: Reactor.readSize, alignment: 16)
    /// Answers of the connection at hand that aren't written yet; empty between two connections.
    var staging: [UInt8] = []
    /// The request whose handler is being started, and its answer once it is there.
    var starting: Ticket?
    var immediateAnswer: HTTPResponse?
    var thread = pthread_t()

    init(
        _ context: ServerContext, listeners: [Listener], grace: Int64, handler: any HTTPHandler
    ) throws(HTTPServerError) {
        self.context = context
        self.listeners = listeners
        self.grace = grace
        self.handler = handler
        inbox = try Inbox()
        poller = try Poller()
        staging.reserveCapacity(2 * Self.batchSize)
        guard poller.add(inbox.bell, Self.bellTag, Poller.readable) else { throw .lastSystemError(in: "epoll_ctl") }
        watchListeners()
    }

    deinit { input.deallocate() }

    /// Milliseconds that never jump.
    static func clock() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    func run() {
        thread = pthread_self()
        Self.blockBrokenPipe()
        while !isDone {
            let count = poller.wait(timeout: timeout)
            refreshClocks()
            for index in 0..<count {
                let (tag, events) = poller.event(index)
                react(tag, events)
            }
            if now - lastSweep >= context.deadlines.sweep { sweep() }
        }
        end()
    }

    func refreshClocks() {
        now = Self.clock()
        date.refresh(time(nil))
    }

    private var isDone: Bool {
        guard let stopDeadline else { return false }
        return now >= stopDeadline || load.load(ordering: .relaxed) == 0
    }

    /// Without connections there is nothing to watch the time for.
    private var timeout: Int32 {
        let isQuiet = load.load(ordering: .relaxed) == 0 && acceptAgain == nil && stopDeadline == nil
        return isQuiet ? -1 : Int32(context.deadlines.sweep)
    }

    /// OpenSSL writes without MSG_NOSIGNAL; a blocked SIGPIPE stays on this thread and harms nobody.
    private static func blockBrokenPipe() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private func react(_ tag: UInt64, _ events: UInt32) {
        if tag == Self.bellTag { return emptyInbox() }
        let generation = UInt32(truncatingIfNeeded: tag >> 32)
        let slot = Int(truncatingIfNeeded: tag & 0xFFFF_FFFF)
        if generation == 0 { return accept(from: listeners[slot]) }
        // Otherwise an event of a connection closed a moment ago.
        if let connection = connections[slot], connection.generation == generation { react(connection, events) }
    }

    private func react(_ connection: Connection, _ events: UInt32) {
        switch connection.phase {
        case .handshake: shakeHands(connection)
        case .idle, .head, .body: receive(connection)
        case .handler:
            if events & Poller.broken != 0 {
                // The client went away while its handler was at work.
                drop(connection)
            } else {
                continueBesideHandler(connection)
            }
        case .write: continueWriting(connection)
        case .linger: swallow(connection)
        case .closed: break
        }
    }

    func watch(_ connection: Connection, _ interest: UInt32) {
        guard connection.interest != interest else { return }
        connection.interest = interest
        poller.change(connection.descriptor, Self.tag(connection), interest)
    }

    static func tag(_ connection: Connection) -> UInt64 {
        UInt64(connection.generation) << 32 | UInt64(connection.slot)
    }

    func enter(_ phase: Phase, _ connection: Connection, for duration: Int64) {
        connection.phase = phase
        connection.deadline = now + duration
    }

    /// Closes at once and forgets the connection; a handler at work for it is told by cancellation.
    func drop(_ connection: Connection) {
        guard connection.phase != .closed else { return }
        connection.phase = .closed
        connection.task?.cancel()
        connection.task = nil
        connection.tls?.sayGoodbye()
        close(connection.descriptor)
        connections[connection.slot] = nil
        freeSlots.append(connection.slot)
        release(connection.peer)
    }

    /// Gives the places in the counts back.
    func release(_ peer: PeerAddress) {
        load.wrappingSubtract(1, ordering: .relaxed)
        context.counters.open.wrappingSubtract(1, ordering: .relaxed)
        context.addresses.leave(peer.key)
    }
}
