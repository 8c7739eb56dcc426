import Dispatch
import Glibc

/// Sends requests over sockets of their own, all at once, from one thread.
enum Wire {
    /// - Parameter onAnswer: told how many answers are complete, after each.
    /// - Returns: the answers in the order of the requests; `nil` where the connection broke or time was over.
    static func exchange(
        _ requests: [Request], port: UInt16, within limit: Duration = .seconds(60),
        onAnswer: @escaping @Sendable (Int) -> Void = { _ in }
    ) async -> [Answer?] {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: perform(requests, port: port, within: limit, onAnswer))
            }
        }
    }

    /// A flood needs more descriptors than many systems give without being asked.
    private static let hasRoom: Bool = {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return false }
        limit.rlim_cur = limit.rlim_max
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    }()

    private static func perform(
        _ requests: [Request], port: UInt16, within limit: Duration, _ onAnswer: (Int) -> Void
    ) -> [Answer?] {
        _ = hasRoom
        let end = ContinuousClock.now + limit
        var lines = requests.map { WireLine($0, port: port) }
        var done = 0
        while ContinuousClock.now < end {
            let open = lines.indices.filter { !lines[$0].isDone }
            if open.isEmpty { break }
            var polls = open.map { lines[$0].interest }
            poll(&polls, nfds_t(polls.count), 100)
            for (index, entry) in zip(open, polls) where entry.revents != 0 {
                lines[index].advance(entry.revents)
                if lines[index].isDone, lines[index].answer != nil {
                    done += 1
                    onAnswer(done)
                }
            }
        }
        for index in lines.indices { lines[index].close() }
        return lines.map(\.answer)
    }
}

/// One connection on its way through one exchange.
private struct WireLine {
    private let descriptor: Int32
    private let request: Request
    private var sent = 0
    private var received: [UInt8] = []
    private(set) var answer: Answer?
    private(set) var isDone = false
    private var isClosed = false

    init(_ request: Request, port: UInt16) {
        self.request = request
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        if let source = request.source {
            var address = Self.address(source, 0)
            let bound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            precondition(bound == 0, "\(source) is no address of this machine")
        }
        var address = Self.address("127.0.0.1", port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if descriptor < 0 || (result != 0 && errno != EINPROGRESS) { isDone = true }
    }

    var interest: pollfd {
        let wanted = sent < request.bytes.count ? POLLIN | POLLOUT : POLLIN
        return pollfd(fd: descriptor, events: Int16(wanted), revents: 0)
    }

    mutating func advance(_ events: Int16) {
        if Int32(events) & POLLOUT != 0 { write() }
        if Int32(events) & (POLLIN | POLLHUP | POLLERR) != 0 { read() }
        if isDone { close() }
    }

    /// A server that has answered may stop reading: what can't be sent any more is not missed.
    private mutating func write() {
        while sent < request.bytes.count {
            let count = request.bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress! + sent, min($0.count - sent, 262_144), Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else {
                if count < 0, errno != EAGAIN { sent = request.bytes.count }
                return
            }
        }
    }

    private mutating func read() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isDone {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 { received += buffer[..<count] }
            if count < 0, errno == EAGAIN { return }
            answer = Answer(received, answersHead: request.asksForHead, isEnd: count <= 0)
            isDone = answer != nil || count <= 0
        }
    }

    /// Once: the number of a closed descriptor may belong to another test a moment later.
    mutating func close() {
        guard !isClosed else { return }
        isClosed = true
        Glibc.close(descriptor)
    }

    private static func address(_ host: String, _ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr(host)
        return address
    }
}
