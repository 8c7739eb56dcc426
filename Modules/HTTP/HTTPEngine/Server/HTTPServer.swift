package import HTTPCore
import Synchronization
import Threading

/// An HTTP/1.1 server over epoll, with TLS by OpenSSL when configured.
///
/// `bind()` opens the sockets, `run(_:)` serves on them. See `Reactor` for how.
package final class HTTPServer: HTTPServing {
    private enum State {
        case new
        case bound([Listener])
        case running([Reactor])
        case ended(handledRequests: Int)
    }

    private let configuration: HTTPServerConfiguration
    private let context: ServerContext
    private let state = Locked(State.new)

    /// - Parameter onEvent: called on a reactor's thread: it must not wait, and should be quick.
    package init(
        _ configuration: HTTPServerConfiguration, onEvent: @escaping @Sendable (HTTPServerEvent) -> Void = { _ in }
    ) {
        self.configuration = configuration
        context = ServerContext(configuration, report: onEvent)
    }

    /// Reads the TLS files and opens all listening sockets, or none. Clients can connect from now on; they are served
    /// once `run` is called.
    /// - Returns: the addresses in the order of the configuration, with the ports in use.
    @discardableResult
    package func bind() throws(HTTPServerError) -> [ListenAddress] {
        try reloadTLS()
        var listeners: [Listener] = []
        for address in configuration.addresses { listeners.append(try Listener(address)) }
        let opened = listeners
        let isNew = state.withLock { state in
            guard case .new = state, !opened.isEmpty else { return false }
            state = .bound(opened)
            return true
        }
        guard isNew else { throw .notReady }
        return opened.map(\.address)
    }

    /// Reads the configured TLS files again; new connections use them. When they are unusable, the old certificate
    /// stays in use.
    package func reloadTLS() throws(HTTPServerError) {
        guard let files = configuration.tls else { return }
        let fresh = try TLSContext(files)
        context.tls.withLock { $0 = fresh }
    }

    /// A reading for metrics; cheap.
    package var counters: HTTPServerCounters {
        let handled = state.withLock { state in
            switch state {
            case .new, .bound: 0
            case .running(let reactors): Self.handled(by: reactors)
            case .ended(let count): count
            }
        }
        return context.counters.reading(handled: handled)
    }

    /// Serves until the task is cancelled; then accepts no more, closes idle connections at once, answers requests in
    /// flight with `Connection: close`, cuts what is left when the grace time is over, and returns.
    /// - Throws: `HTTPServerError`, before anything is served. Binds first when `bind()` wasn't called.
    package func run(_ handler: any HTTPHandler) async throws {
        let needsBinding = state.withLock { state in
            if case .new = state { return true }
            return false
        }
        if needsBinding { try bind() }
        let reactors = try start(handler)
        await withTaskCancellationHandler {
            await serve(reactors)
        } onCancel: {
            for reactor in reactors { reactor.inbox.stop() }
        }
        let handled = Self.handled(by: reactors)
        // The listeners close with the reactors.
        state.withLock { $0 = .ended(handledRequests: handled) }
    }

    private static func handled(by reactors: [Reactor]) -> Int {
        reactors.reduce(0) { $0 + $1.handled.load(ordering: .relaxed) }
    }

    private func start(_ handler: any HTTPHandler) throws(HTTPServerError) -> [Reactor] {
        let listeners: [Listener] = state.withLock { state in
            guard case .bound(let listeners) = state else { return [] }
            return listeners
        }
        guard !listeners.isEmpty else { throw .notReady }
        var reactors: [Reactor] = []
        let grace = configuration.grace.milliseconds
        for _ in 0..<max(1, configuration.reactors) {
            reactors.append(try Reactor(context, listeners: listeners, grace: grace, handler: handler))
        }
        let all = reactors
        for reactor in all { reactor.siblings = all }
        state.withLock { $0 = .running(all) }
        return all
    }

    /// Runs each reactor on a thread of its own until all have ended.
    private func serve(_ reactors: [Reactor]) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let left = Locked(reactors.count)
            for (number, reactor) in reactors.enumerated() {
                NamedThread.start("http-\(number)") {
                    reactor.run()
                    let isLast = left.withLock { left in
                        left -= 1
                        return left == 0
                    }
                    if isLast { continuation.resume() }
                }
            }
        }
    }
}
