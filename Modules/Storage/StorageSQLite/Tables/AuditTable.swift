import FoundationEssentials
import IdentityCore
import SQLiteKit

struct AuditTable: AuditReading, AuditWriting {
    let statements: StatementRunner

    func list(before sequence: Int64?, limit: Int) throws(ServiceError) -> [AuditRecord] {
        try statements.all(Text.list, sequence ?? .max, max(limit, 0), read: Self.record)
    }

    func append(_ entry: AuditEntry) throws(ServiceError) {
        let actor = ActorColumns(entry.actor)
        try statements.run(
            Text.append, entry.at.microseconds, actor.kind, actor.id, actor.name, entry.action.rawValue,
            entry.object?.kind.rawValue, entry.object?.id, entry.object?.name, entry.outcome.rawValue, entry.detail,
            entry.address, entry.requestID)
    }

    private static func record(_ row: SQLiteRow) throws(SQLiteError) -> AuditRecord {
        var object: AuditObject?
        if !row.isNull(6) {
            object = AuditObject(
                kind: try row.word(6, EntityKind.self), id: row.text(7), name: row.optionalText(8))
        }
        let entry = AuditEntry(
            at: row.date(1), actor: try ActorColumns.actor(row, at: 2), action: try row.word(5, AuditAction.self),
            object: object, outcome: try row.word(9, AuditOutcome.self), detail: row.optionalText(10),
            address: row.optionalText(11), requestID: row.optionalText(12))
        return AuditRecord(sequence: row.int64(0), entry: entry)
    }

    enum Text {
        static let columns = """
            at, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, detail, \
            address, request_id
            """
        static let list = SQL(
            "SELECT sequence, \(columns) FROM audit WHERE sequence < ?1 ORDER BY sequence DESC LIMIT ?2")
        static let append = SQL(
            "INSERT INTO audit (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")
    }
}
