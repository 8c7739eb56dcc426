import Glibc
import Synchronization

/// Ctrl-C, or a request to end, for a command that goes on until somebody stops it: ends in order, with what is open
/// closed.
enum Interruption {
    private static let flag = Atomic(false)

    static var hasCome: Bool { flag.load(ordering: .relaxed) }

    /// From now on the process isn't ended by the signals; the command has to ask.
    static func await() {
        // Set up before a signal can come: a handler must not be the first to touch it.
        flag.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM] { signal(number) { _ in Interruption.flag.store(true, ordering: .relaxed) } }
    }
}
