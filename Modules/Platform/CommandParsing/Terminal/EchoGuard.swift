import Glibc

/// Switches a terminal's echo off, and on again: when told to, or when a signal ends the program meanwhile.
///
/// One at a time in a process: signal handlers belong to the process.
struct EchoGuard {
    private static let fatalSignals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    private let previousActions: [sigaction]

    init(_ descriptor: Int32) {
        tcgetattr(descriptor, EchoState.saved)
        EchoState.descriptor = descriptor
        previousActions = Self.fatalSignals.map { signal in
            var action = sigaction()
            action.__sigaction_handler.sa_handler = restoreEchoAndEnd
            var previous = sigaction()
            sigaction(signal, &action, &previous)
            return previous
        }
        let silent = UnsafeMutablePointer<termios>.allocate(capacity: 1)
        defer { silent.deallocate() }
        tcgetattr(descriptor, silent)
        silent.pointee.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(descriptor, TCSAFLUSH, silent)
    }

    func restore() {
        EchoState.restore()
        for (signal, previous) in zip(Self.fatalSignals, previousActions) {
            var previous = previous
            sigaction(signal, &previous, nil)
        }
    }
}

/// What the signal handler needs; it can be handed nothing.
private enum EchoState {
    // nonisolated(unsafe): written before the handler is installed, by the one thread that asks for a password.
    // A cell of the heap: the compiler gives a variable of this type 57 bytes and copies 60 into it (Swift 6.3).
    nonisolated(unsafe) static let saved = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    // nonisolated(unsafe): as above.
    nonisolated(unsafe) static var descriptor: Int32 = -1

    /// `tcsetattr` may be called in a signal handler.
    static func restore() {
        tcsetattr(descriptor, TCSAFLUSH, saved)
    }
}

private func restoreEchoAndEnd(_ number: Int32) {
    EchoState.restore()
    signal(number, SIG_DFL)
    raise(number)
}
