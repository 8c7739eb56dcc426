import FoundationEssentials
import IdentityCore
import SQLiteKit

struct OneTimeCodesTable: OneTimeCodeReading, OneTimeCodeWriting {
    let statements: StatementRunner

    func find(_ digest: TokenDigest, for purpose: OneTimeCode.Purpose) throws(ServiceError) -> OneTimeCode? {
        try statements.first(Text.byDigest, digest.bytes, purpose.rawValue, read: Self.code)
    }

    func find(of user: UserID, for purpose: OneTimeCode.Purpose) throws(ServiceError) -> OneTimeCode? {
        try statements.first(Text.ofUser, user.rawValue, purpose.rawValue, read: Self.code)
    }

    func put(_ code: OneTimeCode) throws(ServiceError) {
        try statements.run(
            Text.put, code.digest.bytes, code.purpose.rawValue, code.user.rawValue, code.createdAt.microseconds,
            code.expiresAt.microseconds)
    }

    func take(_ digest: TokenDigest, for purpose: OneTimeCode.Purpose) throws(ServiceError) -> OneTimeCode? {
        guard let code = try find(digest, for: purpose) else { return nil }
        try statements.run(Text.remove, digest.bytes)
        return code
    }

    func removeAll(of user: UserID) throws(ServiceError) { try statements.run(Text.removeAll, user.rawValue) }

    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int {
        try statements.run(Text.removeExpired, moment.microseconds, max(limit, 0))
    }

    private static func code(_ row: SQLiteRow) throws(SQLiteError) -> OneTimeCode {
        OneTimeCode(
            digest: TokenDigest(bytes: row.bytes(0)), purpose: try row.word(1, OneTimeCode.Purpose.self),
            user: UserID(try row.uuid(2)), createdAt: row.date(3), expiresAt: row.date(4))
    }

    enum Text {
        private static let columns = "digest, purpose, user, created_at, expires_at"

        static let byDigest = SQL("SELECT \(columns) FROM one_time_codes WHERE digest = ?1 AND purpose = ?2")
        static let ofUser = SQL("SELECT \(columns) FROM one_time_codes WHERE user = ?1 AND purpose = ?2")
        static let put = SQL(
            """
            INSERT INTO one_time_codes (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (user, purpose) DO UPDATE SET digest = ?1, created_at = ?4, expires_at = ?5
            """)
        static let remove = SQL("DELETE FROM one_time_codes WHERE digest = ?1")
        static let removeAll = SQL("DELETE FROM one_time_codes WHERE user = ?1")
        static let removeExpired = SQL(
            """
            DELETE FROM one_time_codes WHERE rowid IN (
                SELECT rowid FROM one_time_codes WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2
            )
            """)
    }
}
