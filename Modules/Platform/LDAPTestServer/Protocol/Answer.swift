/// Everything that goes back for one request.
struct Answer: Sendable {
    var result: LDAPResult
    var entries: [FoundEntry] = []
    /// Continuation references, sent before the result (RFC 4511 section 4.5.3).
    var references: [String] = []
    var responseName: String?
    var responseValue: [UInt8]?
    var controls: [LDAPControl] = []

    init(_ result: LDAPResult) { self.result = result }
}

/// An entry as a search returns it.
struct FoundEntry: Sendable {
    let dn: String
    let attributes: [(name: String, values: [[UInt8]])]
}
