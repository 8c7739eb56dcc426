import IdentityCore

struct MemoryAudit: AuditReading, AuditWriting {
    let transaction: MemoryTransaction

    func list(_ query: AuditQuery) throws(ServiceError) -> AuditPage {
        let records = transaction.contents.audit
        let ordered = query.newestFirst ? Array(records.reversed()) : records
        let matching = ordered.filter { record in
            if let after = query.after {
                guard query.newestFirst ? record.sequence < after : record.sequence > after else { return false }
            }
            return Self.passes(record.entry, query)
        }
        let page = Array(matching.prefix(max(query.limit, 0)))
        return AuditPage(records: page, next: page.count == query.limit ? page.last?.sequence : nil)
    }

    func chainedRows(after sequence: Int64, limit: Int) throws(ServiceError) -> [AuditChainedRow] {
        let behind = transaction.contents.audit.drop { $0.sequence <= sequence }
        return behind.prefix(max(limit, 0)).map { record in
            AuditChainedRow(
                sequence: record.sequence, fields: AuditFields(record.entry).encoded, link: record.link,
                isFoundByTime: true)
        }
    }

    func head() throws(ServiceError) -> SealedAuditHead? { transaction.contents.auditHead }

    func append(_ entry: AuditEntry) throws(ServiceError) {
        var tail = AuditTail(transaction.auditChain)
        let last = transaction.contents.audit.last?.sequence ?? 0
        tail.open(after: transaction.contents.auditHead, last: last, isChained: last > 0)
        let (sequence, link) = try tail.append(AuditFields(entry))
        transaction.contents.audit.append(AuditRecord(sequence: sequence, entry: entry, link: link))
        transaction.contents.auditHead = tail.sealed
    }

    private static func passes(_ entry: AuditEntry, _ query: AuditQuery) -> Bool {
        if let from = query.from, entry.at < from { return false }
        if let to = query.to, entry.at >= to { return false }
        if let actor = query.actor {
            guard case .user(actor, _) = entry.actor else { return false }
        }
        if let subject = query.subject, entry.subject?.user != subject { return false }
        if !query.actions.isEmpty, !query.actions.contains(entry.action) { return false }
        if let kind = query.objectKind, entry.object?.kind != kind { return false }
        if let id = query.objectID, entry.object?.id != id { return false }
        if let outcome = query.outcome, entry.outcome != outcome { return false }
        if let organization = query.organization, entry.organization != organization { return false }
        return true
    }
}
