import Glibc
import Threading

/// Waits for the signals that stop the server or make it read its certificate again.
enum SignalWatch {
    enum Event: Sendable {
        case stop, reload
    }

    /// Call before the first thread starts: threads inherit what is blocked.
    static func block() {
        var set = signals()
        pthread_sigmask(SIG_BLOCK, &set, nil)
        // A client that goes away while we write is an error of that write, not the end of the server.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Events in the order of their signals; SIGTERM and SIGINT stop, SIGHUP reloads.
    static func events() -> AsyncStream<Event> {
        AsyncStream { continuation in
            NamedThread.start("signals") {
                while true {
                    var set = signals(), number: Int32 = 0
                    guard sigwait(&set, &number) == 0 else { continue }
                    continuation.yield(number == SIGHUP ? .reload : .stop)
                }
            }
        }
    }

    private static func signals() -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP] { sigaddset(&set, number) }
        return set
    }
}
