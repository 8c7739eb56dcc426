/// One request with what is needed to answer it.
struct Exchange {
    let id: Int32
    let request: LDAPRequest
    let controls: [LDAPControl]
    /// Of the answer; `nil` for what is not answered.
    let tag: BERTag?
    let began: ContinuousClock.Instant
    /// Milliseconds since 1970-01-01T00:00:00Z.
    let at: Int64

    func control(_ oid: String) -> LDAPControl? { controls.first { $0.oid == oid } }

    /// What the log says of the request.
    func entry(_ connection: Int) -> LDAPTestServer.LogEntry {
        var entry = LDAPTestServer.LogEntry(
            at: at, connection: connection, messageID: id, operation: request.name)
        entry.dn = request.dn
        entry.controls = controls.map(\.oid)
        switch request {
        case .search(let search):
            entry.scope = search.scope.name
            entry.filter = search.filter.text
            entry.attributes = search.attributes
        case .bind(let bind):
            if case .sasl(let mechanism) = bind.method { entry.detail = "SASL \(mechanism)" }
        case .modify(_, let changes): entry.attributes = changes.map(\.description)
        case .add(_, let attributes): entry.attributes = attributes.map(\.description)
        case .compare(_, let attribute, _): entry.attributes = [attribute]
        case .modifyDN(let change): entry.detail = "\(change.newRDN) below \(change.newSuperior ?? "the same entry")"
        case .extended(let oid, _): entry.detail = oid
        case .abandon(let id): entry.detail = "message \(id)"
        case .delete, .unbind: break
        }
        return entry
    }
}
