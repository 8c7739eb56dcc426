/// Where a connection stands; each phase has its deadline.
enum Phase {
    case handshake
    /// Between two requests.
    case idle
    /// A part of a head has come, or nothing at all on a new connection.
    case head
    case body
    /// The handler has suspended; its answer will come with a ticket. Answers before it may still wait for room.
    case handler
    /// The client takes the answer slower than we send it.
    case write
    /// The last answer is sent; what the client still sends is swallowed.
    case linger
    case closed

    /// Whether bytes from the client are wanted and parsed.
    var isReading: Bool { self == .idle || self == .head || self == .body }
}
