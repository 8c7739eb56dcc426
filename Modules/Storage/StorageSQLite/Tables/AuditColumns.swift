import FoundationEssentials
import IdentityCore
import SQLiteKit

/// A record as columns.
enum AuditColumns {
    /// In the order in which they are chained (`AuditFields.encoded`).
    static let fields = """
        at, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, detail, address, \
        request_id, subject_id, subject_name, organization
        """
    static let list = "sequence, chain_key, chain_hash, \(fields)"

    static func record(_ row: SQLiteRow) throws(SQLiteError) -> AuditRecord {
        var object: AuditObject?
        if !row.isNull(8) {
            object = AuditObject(
                kind: try row.word(8, EntityKind.self), id: row.text(9), name: row.optionalText(10))
        }
        var subject: AuditSubject?
        if !row.isNull(15) { subject = AuditSubject(UserID(try row.uuid(15)), login: row.text(16)) }
        let entry = AuditEntry(
            at: row.date(3), actor: try actor(row), subject: subject,
            organization: row.optionalText(17).map(OrganizationID.init(rawValue:)),
            action: try row.word(7, AuditAction.self), object: object,
            outcome: try row.word(11, AuditOutcome.self), detail: row.optionalText(12),
            address: row.optionalText(13), requestID: row.optionalText(14))
        return AuditRecord(sequence: row.int64(0), entry: entry, link: link(row))
    }

    /// Reads bytes, not texts: whatever somebody has put there is told from what was written.
    static func chainedRow(_ row: SQLiteRow) -> AuditChainedRow {
        var encoding = AuditEncoding()
        encoding.add(row.int64(3))
        for column in Int32(4)...17 {
            if row.isNull(column) {
                encoding.addNothing()
            } else if column == 5 || column == 15 {
                encoding.add(row.bytes(column))
            } else {
                encoding.addText(row.bytes(column))
            }
        }
        return AuditChainedRow(
            sequence: row.int64(0), fields: encoding.bytes, link: link(row), isFoundByTime: row.bool(18))
    }

    /// - Parameter first: the column of the key's name; the hash follows it.
    static func link(_ row: SQLiteRow, at first: Int32 = 1) -> AuditLink? {
        row.isNull(first) && row.isNull(first + 1)
            ? nil : AuditLink(keyID: row.text(first), hash: row.bytes(first + 1))
    }

    private static func actor(_ row: SQLiteRow) throws(SQLiteError) -> AuditActor {
        switch row.text(4) {
        case "user": .user(UserID(try row.uuid(5)), login: row.text(6))
        case "key": .key(AccessKeyID(try row.uuid(5)), name: row.text(6))
        case "operator": .operator(row.text(6))
        case "system": .system
        case "anonymous": .anonymous
        default: throw .unexpectedValue(column: 4, wanted: "kind of actor")
        }
    }
}
