/// What a client may send and hold; past a limit it gets the answer named here.
package struct HTTPLimits: Sendable {
    /// Bytes of request line and fields together; 431 beyond.
    package var headBytes = 32 * 1_024
    /// Field lines; 431 beyond.
    package var fieldCount = 100
    /// Bytes of the request target; 414 beyond.
    package var targetBytes = 8 * 1_024
    /// Bytes of the decoded body; 413 beyond.
    package var bodyBytes = 1_024 * 1_024
    /// Bytes of all decoded bodies that are on their way or at a handler, over all connections; 503 beyond, and the
    /// connection closes. Never taken as less than `bodyBytes`.
    package var bodyBytesTogether = 64 * 1_024 * 1_024
    /// Open connections of the whole server; one more is accepted and closed.
    package var connections = 4_096
    /// Open connections of one client address (of one /64 network with IPv6); one more is accepted and closed.
    package var connectionsPerAddress = 1_024

    package init() {}
}
