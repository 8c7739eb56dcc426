/// A reading of the server's counters; all but the first only grow.
package struct HTTPServerCounters: Sendable, Hashable {
    package var openConnections: Int
    /// Connections taken, without those refused.
    package var acceptedConnections: Int
    /// Connections closed at once because of a limit.
    package var refusedConnections: Int
    /// Requests the engine itself answered with an error.
    package var refusedRequests: Int
    package var failedHandshakes: Int
    /// Requests given to the handler.
    package var handledRequests: Int
    /// Answers that came after their client had gone or their deadline was over.
    package var lateAnswers: Int
}
