/// What each operation does.
extension Connection {
    func perform(_ exchange: Exchange, _ faults: [LDAPTestServer.Fault]) throws(Refusal) -> Answer {
        // A bind that does not succeed leaves the connection anonymous (RFC 4511 section 4.2.1).
        if case .bind = exchange.request { identity = nil }
        try checkControls(exchange)
        switch exchange.request {
        case .bind(let bind):
            let isLax = faults.contains { if case .acceptEmptyPassword = $0.effect { true } else { false } }
            identity = try BindCheck(tree: core.tree, acceptsEmptyPassword: isLax).identity(bind)
            return Answer(.success)
        case .search(let search): return try find(search, exchange, faults)
        case .compare(let dn, let attribute, let value):
            try requireRead()
            return Answer(try core.tree.compare(dn, attribute, value))
        case .add, .modify, .delete, .modifyDN:
            guard identity != nil else {
                throw Refusal(.strongerAuthRequired, "only who is bound may change something")
            }
            let at = core.options.now()
            try core.change { tree throws(Refusal) in try Self.change(&tree, exchange.request, at) }
            return Answer(.success)
        case .extended(let oid, _): return try extended(oid)
        case .unbind, .abandon: return Answer(.success)
        }
    }

    private static func change(
        _ tree: inout DirectoryTree, _ request: LDAPRequest, _ at: Int64
    ) throws(Refusal) {
        switch request {
        case .add(let dn, let attributes): try tree.add(dn, attributes, at: at)
        case .modify(let dn, let changes): try tree.modify(dn, changes, at: at)
        case .delete(let dn): try tree.delete(dn)
        case .modifyDN(let change): try tree.rename(change, at: at)
        default: break
        }
    }

    /// RFC 4511 section 4.1.11: what must be heeded and is not known fails the operation.
    private func checkControls(_ exchange: Exchange) throws(Refusal) {
        for control in exchange.controls where control.isCritical {
            var isKnown = control.oid == OID.manageDsaIT
            if case .search = exchange.request { isKnown = isKnown || control.oid == OID.pagedResults }
            guard isKnown else {
                throw Refusal(.unavailableCriticalExtension, "the control \(control.oid) is not known here")
            }
        }
    }

    private func requireRead() throws(Refusal) {
        guard identity != nil || !core.options.requiresBind else {
            throw Refusal(.insufficientAccessRights, "only who is bound may read")
        }
    }

    private func find(
        _ search: LDAPRequest.Search, _ exchange: Exchange, _ faults: [LDAPTestServer.Fault]
    ) throws(Refusal) -> Answer {
        // Clients read the root DSE before they bind (RFC 4513 section 5.2.1).
        if !(search.base.isEmpty && search.scope == .base) { try requireRead() }
        var paging: PagedResults?
        if let control = exchange.control(OID.pagedResults) {
            do throws(BERProblem) { paging = try PagedResults(decoding: control.value ?? []) } catch {
                throw Refusal(.protocolError, "paged results: \(error.message)")
            }
        }
        var run = SearchRun(
            tree: core.tree, request: search, paging: paging, offersTLS: !transport.isEncrypted,
            deadline: search.timeLimit > 0 ? exchange.began + .seconds(search.timeLimit) : nil)
        var references: [String] = []
        for fault in faults {
            switch fault.effect {
            case .sizeLimit(let limit): run.serverLimit = limit
            case .empty: run.findsNothing = true
            case .reference(let url): references.append(url)
            default: break
            }
        }
        var answer = try run.answer()
        answer.references = references
        return answer
    }

    private func extended(_ oid: String) throws(Refusal) -> Answer {
        var answer = Answer(.success)
        switch oid {
        case OID.whoAmI:
            // RFC 4532 section 2.2; empty for anonymous.
            answer.responseValue = Array((identity.map { "dn:\($0.text)" } ?? "").utf8)
        case OID.startTLS:
            // RFC 4511 section 4.14.1.
            answer.responseName = OID.startTLS
            if transport.isEncrypted { throw Refusal(.operationsError, "TLS is on already") }
        default: throw Refusal(.protocolError, "the extended operation \(oid) is not known here")
        }
        return answer
    }
}
