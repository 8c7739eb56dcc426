package import JSONText

/// What the body of a request may be, and how strictly it is read.
package enum BodyForm: Sendable {
    /// There is none; anything else is refused.
    case none
    /// One JSON object that says so in its Content-Type and has no members but the described ones: a form that another
    /// site makes a browser send can't (CSRF).
    case object
    /// Any JSON value, or nothing at all; the Content-Type is not looked at. For clients that send none. Only for
    /// endpoints whose proof no browser adds by itself.
    case json
    /// Fields of a form (application/x-www-form-urlencoded).
    case form
    /// Bytes that the endpoint reads itself, or not at all.
    case bytes
}

/// The body as it was read.
package enum RequestContent: Sendable {
    case nothing
    case json(JSONValue)
    case form(FormFields)
    case bytes([UInt8])
}
