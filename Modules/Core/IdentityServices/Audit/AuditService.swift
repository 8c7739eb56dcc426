package import IdentityCore

/// The audit for people to read and to check. It has no method that changes anything: records are written by the use
/// cases they speak of, and by nobody else.
package struct AuditService: Sendable {
    let storage: any Storage
    let chain: AuditChain

    package init(storage: any Storage, chain: AuditChain) {
        self.storage = storage
        self.chain = chain
    }

    /// One page; `next` says where to go on. Who may read only the own organization's records gets only those.
    package func search(_ query: AuditQuery, as caller: Caller) async throws(ServiceError) -> AuditPage {
        try caller.require(.readAudit)
        var limited = query
        limited.organization = try caller.place(for: .readAudit, asked: query.organization)
        let asked = limited
        return try await storage.read(.scan) { store in try store.audit.list(asked) }
    }

    /// Where the chain ends now, to be noted somewhere else; `nil` when nothing is chained or the head isn't true.
    package func head(as caller: Caller) async throws(ServiceError) -> AuditAnchor? {
        try requireWholeAudit(caller)
        let sealed = try await storage.read(.point) { store in try store.audit.head() }
        guard let sealed, chain.holds(sealed) else { return nil }
        return AuditAnchor(sequence: sealed.head.sequence, hash: sealed.head.hash)
    }

    /// The chain runs through the records of all organizations.
    func requireWholeAudit(_ caller: Caller) throws(ServiceError) {
        try caller.require(.readAudit)
        guard caller.reaches(nil, with: .readAudit) else { throw .forbidden(.missingRight(.readAudit)) }
    }
}
