/// A control of a request or an answer (RFC 4511 section 4.1.11).
struct LDAPControl: Sendable {
    let oid: String
    var isCritical = false
    var value: [UInt8]?

    init(_ oid: String, isCritical: Bool = false, value: [UInt8]? = nil) {
        self.oid = oid
        self.isCritical = isCritical
        self.value = value
    }
}
