import CLinux
import Glibc
import HTTPCore
import Threading

/// What other threads want of a reactor, and the bell that wakes it.
final class Inbox: Sendable {
    struct Arrival: Sendable {
        let descriptor: Int32
        let peer: PeerAddress
    }

    struct Content: Sendable {
        var answers: [(Ticket, HTTPResponse)] = []
        /// Connections accepted by a busier reactor.
        var arrivals: [Arrival] = []
        var shouldStop = false
        fileprivate var isRung = false
        fileprivate var isClosed = false
    }

    /// An eventfd.
    let bell: Int32
    private let content = Locked(Content())

    init() throws(HTTPServerError) {
        bell = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        guard bell >= 0 else { throw .lastSystemError(in: "eventfd") }
    }

    deinit { if bell >= 0 { Glibc.close(bell) } }

    func post(_ response: HTTPResponse, for ticket: Ticket) { put { $0.answers.append((ticket, response)) } }

    /// - Returns: `false` when the reactor takes no more; the connection is still the caller's.
    func post(_ arrival: Arrival) -> Bool { put { $0.arrivals.append(arrival) } }

    func stop() { put { $0.shouldStop = true } }

    /// Empties the inbox. `shouldStop` stays.
    func take() -> Content {
        var number: UInt64 = 0
        _ = read(bell, &number, MemoryLayout<UInt64>.size)
        return content.withLock { content in
            let taken = content
            content.answers = []
            content.arrivals = []
            content.isRung = false
            return taken
        }
    }

    /// Takes the last content; nothing is accepted afterwards.
    func close() -> Content {
        content.withLock { content in
            let taken = content
            content = Content()
            content.isClosed = true
            return taken
        }
    }

    @discardableResult
    private func put(_ change: (inout Content) -> Void) -> Bool {
        let (isTaken, mustRing) = content.withLock { content in
            guard !content.isClosed else { return (false, false) }
            change(&content)
            let mustRing = !content.isRung
            content.isRung = true
            return (true, mustRing)
        }
        if mustRing {
            var one: UInt64 = 1
            _ = write(bell, &one, MemoryLayout<UInt64>.size)
        }
        return isTaken
    }
}
