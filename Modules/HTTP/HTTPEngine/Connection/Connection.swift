import Glibc
import HTTPCore

/// One accepted connection; belongs to one reactor's thread. While idle it holds no buffer.
final class Connection {
    let descriptor: Int32
    let slot: Int
    /// Tells this connection from earlier ones in the same slot.
    let generation: UInt32
    let peer: PeerAddress
    let tls: TLSSession?

    var phase: Phase
    /// Milliseconds of the reactor's clock.
    var deadline: Int64
    /// What epoll watches.
    var interest: UInt32 = 0

    /// Received and not yet parsed: a part of a head, or requests behind the one being answered.
    var pending: [UInt8] = []
    var scanner = HeadScanner()
    /// Of the request whose body is on its way.
    var head: RequestHead?
    /// What the request at hand, or the last one, says about its answer.
    var form = ResponseWriter.Form(isHead: false, minorVersion: 1, keepsAlive: true)
    var body = BodyDecoder(.none, limit: 0)
    /// Of a request with a body, until it is whole.
    var charge: BodyCharge?

    var output = Output()
    private var isSendQueueBounded = false
    /// The window of the write deadline.
    var progress = WriteProgress()
    /// The answer under way is the last.
    var isClosing = false

    /// Of the request at the handler.
    var serial: UInt64 = 0
    var task: Task<Void, Never>?

    init(descriptor: Int32, slot: Int, generation: UInt32, peer: PeerAddress, tls: TLSSession?, deadline: Int64) {
        self.descriptor = descriptor
        self.slot = slot
        self.generation = generation
        self.peer = peer
        self.tls = tls
        phase = tls == nil ? .head : .handshake
        self.deadline = deadline
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        if let tls { return tls.read(into: buffer) }
        return Self.result(recv(descriptor, buffer.baseAddress, buffer.count, 0))
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
        if let tls { return tls.write(bytes) }
        return Self.result(Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL)))
    }

    /// Lets the kernel take only a little more than it can send, so that a client that doesn't read costs no megabytes.
    /// Asked for when an answer is large or waits: it costs other connections a tenth of their speed.
    func boundSendQueue() {
        guard !isSendQueueBounded else { return }
        isSendQueueBounded = true
        var limit: Int32 = 128 * 1_024
        setsockopt(
            descriptor, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, &limit, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Reads past TLS, to throw away.
    func swallow(into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        Self.result(recv(descriptor, buffer.baseAddress, buffer.count, 0))
    }

    private static func result(_ count: Int) -> Transfer {
        if count > 0 { return .moved(count) }
        if count == 0 { return .ended }
        return errno == EAGAIN || errno == EINTR ? .blocked : .failed
    }
}
