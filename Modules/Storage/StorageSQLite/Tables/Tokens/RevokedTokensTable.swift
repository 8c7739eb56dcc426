import FoundationEssentials
import IdentityCore
import SQLiteKit

struct RevokedTokensTable: RevokedTokenReading, RevokedTokenWriting {
    let statements: StatementRunner

    func contains(_ id: UUID) throws(ServiceError) -> Bool {
        try statements.first(Text.find, id) { $0.int(0) } != nil
    }

    func insert(_ id: UUID, until end: Date) throws(ServiceError) {
        try statements.run(Text.insert, id, end.microseconds)
    }

    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int {
        try statements.run(Text.removeExpired, moment.microseconds, max(limit, 0))
    }

    enum Text {
        static let find = SQL("SELECT 1 FROM revoked_tokens WHERE id = ?1")
        static let insert = SQL(
            """
            INSERT INTO revoked_tokens (id, ends_at) VALUES (?1, ?2)
            ON CONFLICT (id) DO UPDATE SET ends_at = max(ends_at, ?2)
            """)
        static let removeExpired = SQL(
            """
            DELETE FROM revoked_tokens WHERE id IN (
                SELECT id FROM revoked_tokens WHERE ends_at < ?1 ORDER BY ends_at LIMIT ?2
            )
            """)
    }
}
