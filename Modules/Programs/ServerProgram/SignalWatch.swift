import Glibc

/// Waits for the signals that stop the server or make it read its certificate again.
///
/// The thread of `main` does the waiting: were it left to the Swift runtime, it would wait there with every signal let
/// through, and SIGTERM would kill the process.
enum SignalWatch {
    enum Event: Sendable {
        case stop, reload
    }

    /// Events in the order of their signals; SIGTERM and SIGINT stop, SIGHUP reloads. One listener only.
    static var events: AsyncStream<Event> { stream.events }
    private static let stream: (events: AsyncStream<Event>, feed: AsyncStream<Event>.Continuation) = {
        let made = AsyncStream<Event>.makeStream()
        return (made.stream, made.continuation)
    }()

    /// Call before the first thread starts: threads inherit what is blocked.
    static func block() {
        var set = signals()
        pthread_sigmask(SIG_BLOCK, &set, nil)
        // A client that goes away while we write is an error of that write, not the end of the server.
        signal(SIGPIPE, SIG_IGN)
    }

    /// What comes before anybody listens is kept.
    static func deliver() -> Never {
        while true {
            var set = signals(), number: Int32 = 0
            guard sigwait(&set, &number) == 0 else { continue }
            stream.feed.yield(number == SIGHUP ? .reload : .stop)
        }
    }

    private static func signals() -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, number) }
        return set
    }
}
