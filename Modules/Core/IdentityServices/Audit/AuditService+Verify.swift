package import IdentityCore

extension AuditService {
    /// Records a transaction: a few milliseconds.
    private static let pageSize = 2_000

    /// Walks along the chain, page by page, so that nobody waits for it.
    /// - Parameters:
    ///   - anchor: a head that was noted earlier; the record of its number has to be that one still.
    ///   - progress: called after every page.
    package func verify(
        against anchor: AuditAnchor? = nil, progress: (_ checked: Int64) -> Void = { _ in }, as caller: Caller
    ) async throws(ServiceError) -> AuditVerification {
        try requireWholeAudit(caller)
        var walk = AuditWalk(chain, anchor: anchor)
        while true {
            let (rows, head) = try await page(behind: walk.last)
            if let suspicion = walk.take(rows, head: head) {
                let found = try await explained(suspicion)
                return walk.verification(found)
            }
            progress(walk.checked)
            if rows.count < Self.pageSize { return walk.verification(walk.end(head: head)) }
        }
    }

    private func page(
        behind last: Int64?
    ) async throws(ServiceError) -> (rows: [AuditChainedRow], head: SealedAuditHead?) {
        try await storage.read(.scan) { store in
            // Both of one moment: what was added meanwhile has moved the head too.
            (try store.audit.chainedRows(after: last ?? .min, limit: Self.pageSize), try store.audit.head())
        }
    }

    /// What happened where a record isn't the one that belongs there: looks through the rest for the one that does.
    private func explained(_ suspicion: AuditSuspicion) async throws(ServiceError) -> AuditBreak {
        guard let previous = suspicion.previous else { return suspicion.found }
        let place = suspicion.found.sequence
        var last = place - 1
        while true {
            let (rows, _) = try await page(behind: last)
            for row in rows {
                if row.sequence != place, chain.holds(row, at: place, after: previous) {
                    return AuditBreak(.reordered(foundAt: row.sequence), at: place)
                }
                if row.sequence > place, suspicion.found.kind == .edited,
                    chain.holds(row, at: row.sequence, after: previous)
                {
                    return AuditBreak(.inserted, at: place)
                }
            }
            guard rows.count == Self.pageSize, let end = rows.last?.sequence else { return suspicion.found }
            last = end
        }
    }
}
