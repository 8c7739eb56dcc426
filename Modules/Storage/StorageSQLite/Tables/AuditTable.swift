import IdentityCore
import SQLiteKit

struct AuditTable: AuditReading, AuditWriting {
    let statements: StatementRunner

    func chainedRows(after sequence: Int64, limit: Int) throws(ServiceError) -> [AuditChainedRow] {
        // Within a write the days of its own records aren't stored yet.
        try settle()
        return try statements.all(Text.chainedRows, sequence, max(limit, 0)) { AuditColumns.chainedRow($0) }
    }

    func head() throws(ServiceError) -> SealedAuditHead? {
        if let added = statements.memory?.audit.tail.sealed { return added }
        return try storedHead()
    }

    func append(_ entry: AuditEntry) throws(ServiceError) {
        guard let memory = statements.memory else { throw .unavailable(.storage) }
        var pending = memory.audit
        if !pending.tail.isOpen { try open(&pending.tail) }
        let fields = AuditFields(entry)
        let (sequence, link) = try pending.append(fields)
        try statements.run(
            Text.append, sequence, link.keyID, link.hash, fields.at, fields.actorKind, fields.actorID,
            fields.actorName, fields.action, fields.objectKind, fields.objectID, fields.objectName, fields.outcome,
            fields.detail, fields.address, fields.requestID, fields.subjectID, fields.subjectName,
            fields.organization)
        memory.audit = pending
    }

    /// Writes what the records of this transaction have moved; once more does no harm.
    func settle() throws(ServiceError) {
        guard let pending = statements.memory?.audit, let sealed = pending.tail.sealed else { return }
        try statements.run(
            Text.putHead, sealed.head.sequence, sealed.head.hash, sealed.head.chainedSince, sealed.head.alteredBefore,
            sealed.seal.keyID, sealed.seal.hash)
        for (day, sequences) in pending.days {
            try statements.run(Text.putDay, day, sequences.lowerBound, sequences.upperBound)
        }
    }

    private func open(_ tail: inout AuditTail) throws(ServiceError) {
        let stored = try storedHead()
        let last = try statements.first(Text.last) { $0.int64(0) } ?? 0
        // Only where there is no head: it may be a look at every record.
        let chained = stored == nil ? try statements.first(Text.anyChained) { _ in true } : true
        tail.open(after: stored, last: last, isChained: chained != nil)
    }

    private func storedHead() throws(ServiceError) -> SealedAuditHead? {
        try statements.first(Text.head) { row in
            let head = AuditHead(
                sequence: row.int64(0), hash: row.bytes(1), chainedSince: row.int64(2),
                alteredBefore: row.optionalInt64(3))
            return SealedAuditHead(head: head, seal: AuditLink(keyID: row.text(4), hash: row.bytes(5)))
        }
    }

    enum Text {
        static let append = SQL(
            """
            INSERT INTO audit (\(AuditColumns.list)) VALUES \
            (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
            """)
        static let chainedRows = SQL(
            """
            SELECT \(AuditColumns.list), EXISTS (
                SELECT 1 FROM audit_days WHERE day = at / \(AuditDays.length) AND sequence BETWEEN first AND last
            ) FROM audit WHERE sequence > ?1 ORDER BY sequence LIMIT ?2
            """)
        static let last = SQL("SELECT max(sequence) FROM audit")
        static let anyChained = SQL("SELECT 1 FROM audit WHERE chain_hash IS NOT NULL LIMIT 1")
        static let head = SQL("SELECT sequence, hash, chained_since, altered_before, chain_key, mac FROM audit_head")
        static let putHead = SQL(
            """
            INSERT INTO audit_head (one, sequence, hash, chained_since, altered_before, chain_key, mac) \
            VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (one) DO UPDATE SET sequence = ?1, hash = ?2, \
            chained_since = ?3, altered_before = ?4, chain_key = ?5, mac = ?6
            """)
        static let putDay = SQL(
            """
            INSERT INTO audit_days (day, first, last) VALUES (?1, ?2, ?3) \
            ON CONFLICT (day) DO UPDATE SET first = min(first, ?2), last = max(last, ?3)
            """)
    }
}
