import Glibc

/// Lines that come on standard input while something else goes on.
final class ControlInput {
    enum Event {
        case line(String)
        case end
        /// Somebody asked the program to end.
        case interruption
    }

    /// Of a line, in bytes.
    private static let limit = 65_536
    /// How long a signal that came at the wrong moment may go unseen, in milliseconds.
    private static let glance: Int32 = 200

    private var pending: [UInt8] = []
    private var hasEnded = false

    /// Waits for the next.
    func next() -> Event {
        while !Interruption.hasCome {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                defer { pending.removeSubrange(...end) }
                let line = pending[..<end].filter { $0 != UInt8(ascii: "\r") }
                return .line(String(decoding: line, as: UTF8.self))
            }
            // A negative descriptor is passed over.
            var request = pollfd(fd: hasEnded ? -1 : STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, Self.glance) > 0, request.revents != 0 else { continue }
            var chunk = [UInt8](repeating: 0, count: 4_096)
            let count = read(STDIN_FILENO, &chunk, chunk.count)
            if count > 0, pending.count <= Self.limit {
                pending += chunk.prefix(count)
            } else if count >= 0 || errno != EINTR && errno != EAGAIN {
                hasEnded = true
                return .end
            }
        }
        return .interruption
    }
}
