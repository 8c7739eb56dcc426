/// An LDAPMessage (RFC 4511 section 4.1.1) whose operation is not decoded yet: so a request that makes no sense can be
/// answered under its own number.
struct MessageEnvelope {
    let id: Int32
    let operation: BERElement
    let controls: [LDAPControl]

    /// - Parameter content: the message without its outer tag and length.
    init(_ content: [UInt8]) throws(BERProblem) {
        let reader = BERReader(content)
        id = try reader.next().expecting(.integer).integer()
        guard id > 0 else { throw BERProblem("a message number is not above 0") }
        operation = try reader.next()
        var controls: [LDAPControl] = []
        if let list = try reader.next(if: .constructed(0)) {
            for element in try list.elements().rest() { controls.append(try Self.control(element)) }
        }
        guard reader.isAtEnd else { throw BERProblem("something stands behind the message") }
        self.controls = controls
    }

    private static func control(_ element: BERElement) throws(BERProblem) -> LDAPControl {
        let parts = try element.expecting(.sequence).elements()
        let oid = try parts.next().expecting(.octets).text()
        let isCritical = try parts.next(if: .boolean)?.integer() ?? 0
        let value = try parts.next(if: .octets)?.bytes
        guard parts.isAtEnd else { throw BERProblem("a control has too many parts") }
        return LDAPControl(oid, isCritical: isCritical != 0, value: value)
    }
}
