import HTTPCore

/// A request's head, understood.
struct RequestHead: Sendable {
    var method = HTTPMethod.get
    /// Starts with `/`, or is `*` with OPTIONS.
    var target = ""
    var fields = HTTPFields()
    /// The number behind `HTTP/1.`.
    var minorVersion = 1
    /// The client wants the connection to stay.
    var keepsAlive = true
    var framing = BodyFraming.none
    /// The client waits for `100 Continue` before it sends the body.
    var expectsContinue = false
}

/// How the end of the body is known (RFC 9112 section 6.3).
enum BodyFraming: Sendable, Equatable {
    case none
    case length(Int)
    case chunked
}
