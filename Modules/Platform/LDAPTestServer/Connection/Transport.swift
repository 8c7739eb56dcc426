import CLinux
import COpenSSL
import Glibc

/// A connected socket, in clear or under TLS; used by its connection's thread only. Every wait ends when the server
/// stops.
final class Transport {
    /// How long a client may keep its window closed or dawdle over a handshake.
    private static let patience = Duration.seconds(30)

    private let descriptor: Int32
    private let stop: StopSignal
    private var session: TLSSession?
    /// The other side has gone, or the server stops.
    private(set) var hasEnded = false

    /// Takes the descriptor over, which must not block.
    init(_ descriptor: Int32, stop: StopSignal) {
        self.descriptor = descriptor
        self.stop = stop
    }

    deinit {
        session?.sayGoodbye()
        shutdown(descriptor, Int32(SHUT_WR))
        // What has come and was not read would turn the end into a reset, and the client might lose the last answer.
        var rest = [UInt8](repeating: 0, count: 16_384), left = 64
        while left > 0, recv(descriptor, &rest, rest.count, 0) > 0 { left -= 1 }
        close(descriptor)
    }

    var isEncrypted: Bool { session != nil }

    /// - Returns: why it failed, `nil` when TLS is on.
    func startTLS(_ context: TLSContext) -> String? {
        guard let session = context.session(on: descriptor) else { return "out of memory" }
        let end = ContinuousClock.now + Self.patience
        while true {
            switch session.handshake() {
            case .moved:
                self.session = session
                return nil
            case .wantsRead: if !wait(for: POLLIN, until: end) { return "the client said no more" }
            case .wantsWrite: if !wait(for: POLLOUT, until: end) { return "the client read no more" }
            case .failed(let reason): return reason
            }
        }
    }

    /// Waits for bytes.
    /// - Returns: how many came; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        while !hasEnded {
            switch step(reading: buffer) {
            case .moved(let count): return count
            case .wantsRead: if !wait(for: POLLIN, until: nil) { hasEnded = true }
            case .wantsWrite: if !wait(for: POLLOUT, until: nil) { hasEnded = true }
            case .failed: hasEnded = true
            }
        }
        return 0
    }

    func write(_ bytes: [UInt8]) {
        let end = ContinuousClock.now + Self.patience
        bytes.withUnsafeBytes { whole in
            var offset = 0
            while offset < whole.count, !hasEnded {
                switch step(writing: UnsafeRawBufferPointer(rebasing: whole[offset...])) {
                case .moved(let count): offset += count
                case .wantsRead: if !wait(for: POLLIN, until: end) { hasEnded = true }
                case .wantsWrite: if !wait(for: POLLOUT, until: end) { hasEnded = true }
                case .failed: hasEnded = true
                }
            }
        }
    }

    /// Lets time pass.
    /// - Parameter duration: `nil` for as long as the client stays.
    func pause(_ duration: Duration?) {
        // Watches for the end of the other side alone (POLLRDHUP, which Glibc hides): requests may wait.
        if wait(for: 0x2000, until: duration.map { ContinuousClock.now + $0 }) { hasEnded = true }
    }

    private func step(reading buffer: UnsafeMutableRawBufferPointer) -> TLSSession.Progress {
        if let session { return session.read(into: buffer) }
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        return count > 0 ? .moved(count) : count < 0 ? afterError(.wantsRead) : .failed(reason: "end")
    }

    private func step(writing bytes: UnsafeRawBufferPointer) -> TLSSession.Progress {
        if let session { return session.write(bytes) }
        let count = send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        return count >= 0 ? .moved(count) : afterError(.wantsWrite)
    }

    private func afterError(_ waiting: TLSSession.Progress) -> TLSSession.Progress {
        errno == EAGAIN || errno == EINTR ? waiting : .failed(reason: "connection lost")
    }

    /// - Returns: whether it came; otherwise time is up or the server stops.
    private func wait(for events: Int32, until end: ContinuousClock.Instant?) -> Bool {
        while true {
            var limit: Int32 = -1
            if let end {
                let left = (end - ContinuousClock.now) / .milliseconds(1)
                guard left > 0 else { return false }
                limit = Int32(min(left.rounded(.up), 86_400_000))
            }
            var requests = [
                pollfd(fd: descriptor, events: Int16(events), revents: 0),
                pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            let result = poll(&requests, 2, limit)
            if result < 0, errno != EINTR { return false }
            if requests[1].revents != 0 {
                hasEnded = true
                return false
            }
            if result > 0, requests[0].revents != 0 { return true }
        }
    }
}
