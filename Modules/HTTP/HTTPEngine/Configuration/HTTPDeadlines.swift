/// How long each phase of a connection may take. Deadlines are absolute: sending a byte now and then does not extend
/// them. The reactor looks at them a few times a second.
package struct HTTPDeadlines: Sendable {
    /// From the first byte of a request, or from the start of a connection, to the end of the head; also the whole TLS
    /// handshake. 408 when a part of a head is there, otherwise the connection closes without a word.
    package var head: Duration = .seconds(10)
    /// From the end of the head to the end of the body; 408.
    package var body: Duration = .seconds(30)
    /// From the start of the handler to its answer; 503, and the handler's task is cancelled. `nil` means no deadline.
    package var handler: Duration?
    /// Between two requests on one connection; it closes without a word.
    package var idle: Duration = .seconds(60)
    /// The window in which an answer under way must move at least `writeFloor` bytes a second; otherwise the
    /// connection is cut. What counts are the bytes the client has acknowledged, so a slow but honest download lives.
    package var writeWindow: Duration = .seconds(10)
    /// Bytes a second, see `writeWindow`.
    package var writeFloor = 512
    /// How long a closing connection swallows what the client still sends, so that it sees the answer and no reset.
    package var linger: Duration = .seconds(1)

    package init() {}
}
