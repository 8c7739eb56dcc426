/// Names one request at the handler. The serial number is never used again in a reactor, so that an answer that comes
/// after its connection closed is recognised.
struct Ticket: Sendable, Equatable {
    let slot: Int
    let serial: UInt64
}
