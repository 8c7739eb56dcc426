/// Decodes operations; bytes of strangers.
enum RequestDecoder {
    /// - Returns: `nil` for a tag that is no request: then the connection has to end (RFC 4511 section 4.1.1).
    static func decode(_ operation: BERElement) throws(BERProblem) -> LDAPRequest? {
        switch operation.tag {
        case OperationTag.bind: try bind(operation.elements())
        case OperationTag.unbind: .unbind
        case OperationTag.search: try search(operation.elements())
        case OperationTag.modify: try modify(operation.elements())
        case OperationTag.add: try add(operation.elements())
        case OperationTag.delete: .delete(dn: try operation.text())
        case OperationTag.modifyDN: try modifyDN(operation.elements())
        case OperationTag.compare: try compare(operation.elements())
        case OperationTag.abandon: .abandon(try operation.integer())
        case OperationTag.extended: try extended(operation.elements())
        default: nil
        }
    }

    private static func bind(_ parts: BERReader) throws(BERProblem) -> LDAPRequest {
        let version = try parts.next().expecting(.integer).integer()
        let dn = try parts.next().expecting(.octets).text()
        let credentials = try parts.next()
        let method: LDAPRequest.Bind.Method
        switch credentials.tag {
        case .context(0): method = .simple(password: credentials.bytes)
        case .constructed(3):
            method = .sasl(mechanism: try credentials.elements().next().expecting(.octets).text())
        default: throw BERProblem("the authentication choice is none of RFC 4511")
        }
        return .bind(LDAPRequest.Bind(version: version, dn: dn, method: method))
    }

    private static func search(_ parts: BERReader) throws(BERProblem) -> LDAPRequest {
        let base = try parts.next().expecting(.octets).text()
        let number = try parts.next().expecting(.enumerated).integer()
        guard let scope = LDAPRequest.Search.Scope(rawValue: number) else { throw BERProblem("there is no such scope") }
        guard 0...3 ~= (try parts.next().expecting(.enumerated).integer()) else {
            throw BERProblem("there is no such way to follow aliases")
        }
        let sizeLimit = try parts.next().expecting(.integer).integer()
        let timeLimit = try parts.next().expecting(.integer).integer()
        guard sizeLimit >= 0, timeLimit >= 0 else { throw BERProblem("a limit is below 0") }
        let typesOnly = try parts.next().expecting(.boolean).integer() != 0
        let filter = try FilterDecoder.decode(try parts.next())
        var attributes: [String] = []
        for element in try parts.next().expecting(.sequence).elements().rest() {
            attributes.append(try element.expecting(.octets).text())
        }
        return .search(
            LDAPRequest.Search(
                base: base, scope: scope, sizeLimit: Int(sizeLimit), timeLimit: Int(timeLimit), typesOnly: typesOnly,
                filter: filter, attributes: attributes))
    }

    private static func modify(_ parts: BERReader) throws(BERProblem) -> LDAPRequest {
        let dn = try parts.next().expecting(.octets).text()
        var changes: [LDAPRequest.Modification] = []
        for element in try parts.next().expecting(.sequence).elements().rest() {
            let change = try element.expecting(.sequence).elements()
            let number = try change.next().expecting(.enumerated).integer()
            guard let kind = LDAPRequest.Modification.Kind(rawValue: number) else {
                throw BERProblem("there is no such kind of modification")
            }
            let (description, values) = try attribute(try change.next())
            changes.append(LDAPRequest.Modification(kind: kind, description: description, values: values))
        }
        return .modify(dn: dn, changes)
    }

    private static func add(_ parts: BERReader) throws(BERProblem) -> LDAPRequest {
        let dn = try parts.next().expecting(.octets).text()
        var attributes: [(description: String, values: [[UInt8]])] = []
        for element in try parts.next().expecting(.sequence).elements().rest() {
            attributes.append(try attribute(element))
        }
        return .add(dn: dn, attributes)
    }

    private static func attribute(
        _ element: BERElement
    ) throws(BERProblem) -> (description: String, values: [[UInt8]]) {
        let parts = try element.expecting(.sequence).elements()
        let description = try parts.next().expecting(.octets).text()
        var values: [[UInt8]] = []
        for value in try parts.next().expecting(.set).elements().rest() {
            values.append(try value.expecting(.octets).bytes)
        }
        return (description, values)
    }

    private static func modifyDN(_ parts: BERReader) throws(BERProblem) -> LDAPRequest {
        .modifyDN(
            LDAPRequest.ModifyDN(
                dn: try parts.next().expecting(.octets).text(), newRDN: try parts.next().expecting(.octets).text(),
                deletesOldRDN: try parts.next().expecting(.boolean).integer() != 0,
                newSuperior: try parts.next(if: .context(0))?.text()))
    }

    private static func compare(_ parts: BERReader) throws(BERProblem) -> LDAPRequest {
        let dn = try parts.next().expecting(.octets).text()
        let assertion = try parts.next().expecting(.sequence).elements()
        return .compare(
            dn: dn, attribute: try assertion.next().expecting(.octets).text(),
            value: try assertion.next().expecting(.octets).bytes)
    }

    private static func extended(_ parts: BERReader) throws(BERProblem) -> LDAPRequest {
        .extended(oid: try parts.next().expecting(.context(0)).text(), value: try parts.next(if: .context(1))?.bytes)
    }
}
