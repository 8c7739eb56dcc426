import IdentityCore
import SQLiteKit

/// The days on which records were written, each with its lowest and highest sequence. Exact also when the clock was set
/// back; by them a search by time needs no index with an entry for every record.
enum AuditDays {
    /// In microseconds.
    static let length: Int64 = 86_400_000_000

    static func day(of microseconds: Int64) -> Int64 { microseconds / length }
}

/// A page of a search: along the index of one person or one object where the query names one, else a bounded piece of
/// the table itself.
extension AuditTable {
    /// Records that a page without an index looks at.
    private static let piece: Int64 = 50_000

    func list(_ query: AuditQuery) throws(ServiceError) -> AuditPage {
        try settle()
        guard query.limit > 0, var (low, high) = try bounds(of: query) else { return AuditPage(records: [], next: nil) }
        if let after = query.after {
            if query.newestFirst {
                high = after == .min ? .min : min(high, after - 1)
            } else {
                low = after == .max ? .max : max(low, after + 1)
            }
        }
        guard low <= high else { return AuditPage(records: [], next: nil) }
        var rest: Int64?
        let text = Search.text(for: query)
        if !text.usesIndex, high - low >= Self.piece {
            if query.newestFirst { low = high - Self.piece + 1 } else { high = low + Self.piece - 1 }
            rest = query.newestFirst ? low : high
        }
        let records = try found(query, text.sql, low: low, high: high)
        return AuditPage(records: records, next: records.count == query.limit ? records.last?.sequence : rest)
    }

    /// Between which sequences everything lies that the query can find; `nil` when there is nothing.
    private func bounds(of query: AuditQuery) throws(ServiceError) -> (Int64, Int64)? {
        let last = try statements.first(Text.last) { $0.int64(0) } ?? 0
        guard query.from != nil || query.to != nil else { return last < 1 ? nil : (1, last) }
        let first = AuditDays.day(of: query.from?.microseconds ?? .min)
        let found = try statements.first(Search.days, first, AuditDays.day(of: query.to?.microseconds ?? .max)) { row in
            row.isNull(0) ? nil : (row.int64(0), row.int64(1))
        }
        guard let found, let (low, high) = found else { return nil }
        return (max(low, 1), min(high, last))
    }

    private func found(
        _ query: AuditQuery, _ sql: SQL, low: Int64, high: Int64
    ) throws(ServiceError) -> [AuditRecord] {
        // One text for any number of acts: no name of an act has a comma in it.
        let actions = query.actions.isEmpty ? nil : "," + query.actions.map { $0.rawValue + "," }.sorted().joined()
        return try statements.all(
            sql, low, high, query.limit, query.from?.microseconds, query.to?.microseconds, query.actor?.rawValue,
            query.subject?.rawValue, actions, query.objectKind?.rawValue, query.objectID, query.outcome?.rawValue,
            query.organization?.rawValue, read: AuditColumns.record)
    }

    enum Search {
        static let days = SQL("SELECT min(first), max(last) FROM audit_days WHERE day BETWEEN ?1 AND ?2")

        /// What a query is searched by; each in both orders.
        static let all: [SQL] = [plain, actor, subject, object].flatMap { [$0.newest, $0.oldest] }
        private static let plain = pair("NOT INDEXED", "")
        private static let actor = pair("INDEXED BY audit_by_actor", "AND actor_id = ?6")
        private static let subject = pair("INDEXED BY audit_by_subject", "AND subject_id = ?7")
        private static let object = pair("INDEXED BY audit_by_object", "AND object_id = ?10")

        /// Of several the one that mostly finds least.
        static func text(for query: AuditQuery) -> (sql: SQL, usesIndex: Bool) {
            func either(_ pair: (newest: SQL, oldest: SQL)) -> SQL { query.newestFirst ? pair.newest : pair.oldest }
            if query.objectID?.isEmpty == false { return (either(object), true) }
            if query.subject != nil { return (either(subject), true) }
            if query.actor != nil { return (either(actor), true) }
            return (either(plain), false)
        }

        private static func pair(_ index: String, _ condition: String) -> (newest: SQL, oldest: SQL) {
            func text(_ direction: String) -> SQL {
                SQL(
                    """
                    SELECT \(AuditColumns.list) FROM audit \(index) WHERE sequence BETWEEN ?1 AND ?2 \(condition) \
                    AND (?4 IS NULL OR at >= ?4) AND (?5 IS NULL OR at < ?5) \
                    AND (?6 IS NULL OR actor_id = ?6) AND (?7 IS NULL OR subject_id = ?7) \
                    AND (?8 IS NULL OR instr(?8, ',' || action || ',') > 0) \
                    AND (?9 IS NULL OR object_kind = ?9) AND (?10 IS NULL OR object_id = ?10) \
                    AND (?11 IS NULL OR outcome = ?11) AND (?12 IS NULL OR organization = ?12) \
                    ORDER BY sequence \(direction) LIMIT ?3
                    """)
            }
            return (text("DESC"), text("ASC"))
        }
    }
}
