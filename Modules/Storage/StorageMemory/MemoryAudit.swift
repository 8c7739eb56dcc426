import IdentityCore

struct MemoryAudit: AuditReading, AuditWriting {
    let transaction: MemoryTransaction

    func list(before sequence: Int64?, limit: Int) throws(ServiceError) -> [AuditRecord] {
        let entries = transaction.contents.audit
        let end = sequence.map { max(0, min(entries.count, Int(max($0, 1)) - 1)) } ?? entries.count
        return (0..<end).suffix(max(limit, 0)).reversed().map {
            AuditRecord(sequence: Int64($0) + 1, entry: entries[$0])
        }
    }

    func append(_ entry: AuditEntry) throws(ServiceError) { transaction.contents.audit.append(entry) }
}
