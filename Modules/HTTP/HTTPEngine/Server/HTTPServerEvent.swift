/// What the engine settled without the handler, to be logged and counted.
package enum HTTPServerEvent: Sendable, Hashable {
    /// The engine answered with an error and closes the connection.
    case requestRefused(HTTPRefusal, peer: String)
    /// Accepted and closed at once.
    case connectionRefused(ConnectionRefusal, peer: String)
    /// A handshake failed: wrong protocol, no common cipher, a client that trusts us not, or one too slow.
    case tlsFailed(reason: String, peer: String)
    /// A connection was cut because its client took the answer too slowly.
    case answerCut(peer: String)
    /// The handler's answer had fields that would have broken the message; they were left out.
    case fieldsDropped(count: Int, peer: String)
    /// No descriptor (or memory) for a new connection: accepting pauses for a moment. The number is `errno`.
    case acceptPaused(number: Int32)

    package enum ConnectionRefusal: Sendable, Hashable {
        case serverFull, addressFull
    }
}
