import Dispatch
import Glibc
import Threading

/// Accepts connections and gives each a thread, up to the limit.
final class Reception: Sendable {
    private struct State: Sendable {
        var open = 0
        var last = 0
    }

    private let core: ServerCore
    private let threads: DispatchGroup
    private let state = Locked(State())

    init(_ core: ServerCore, _ threads: DispatchGroup) {
        self.core = core
        self.threads = threads
    }

    func run(_ listener: Listener, isEncrypted: Bool) {
        while true {
            var requests = [
                pollfd(fd: listener.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: core.stop.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            poll(&requests, 2, -1)
            if requests[1].revents != 0 { return }
            while let descriptor = listener.accept() { receive(descriptor, isEncrypted: isEncrypted) }
        }
    }

    private func receive(_ descriptor: Int32, isEncrypted: Bool) {
        let number: Int? = state.withLock { state in
            guard state.open < LDAPTestServer.maximumConnections else { return nil }
            state.open += 1
            state.last += 1
            return state.last
        }
        guard let number else {
            Transport(descriptor, stop: core.stop)
                .write(AnswerEncoder.disconnection(.unavailable, "too many connections"))
            return
        }
        threads.enter()
        NamedThread.start("ldap-test-\(number)") { [core, state, threads] in
            // OpenSSL writes without MSG_NOSIGNAL: a client that has gone must not end the process.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            Connection(number, Transport(descriptor, stop: core.stop), core).run(isEncrypted: isEncrypted)
            state.withLock { $0.open -= 1 }
            threads.leave()
        }
    }
}
