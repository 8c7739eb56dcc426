import Synchronization

/// The counters as the reactors keep them.
final class LiveCounters: Sendable {
    let open = Atomic(0)
    let accepted = Atomic(0)
    let refusedConnections = Atomic(0)
    let refusedRequests = Atomic(0)
    let failedHandshakes = Atomic(0)
    let lateAnswers = Atomic(0)

    static func count(_ counter: borrowing Atomic<Int>) { counter.wrappingAdd(1, ordering: .relaxed) }

    /// - Parameter handled: kept by each reactor apart, so that no two write the same cache line at each request.
    func reading(handled: Int) -> HTTPServerCounters {
        HTTPServerCounters(
            openConnections: open.load(ordering: .relaxed), acceptedConnections: accepted.load(ordering: .relaxed),
            refusedConnections: refusedConnections.load(ordering: .relaxed),
            refusedRequests: refusedRequests.load(ordering: .relaxed),
            failedHandshakes: failedHandshakes.load(ordering: .relaxed), handledRequests: handled,
            lateAnswers: lateAnswers.load(ordering: .relaxed))
    }
}
