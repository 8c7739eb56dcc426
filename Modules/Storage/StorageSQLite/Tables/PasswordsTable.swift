import FoundationEssentials
import IdentityCore
import SQLiteKit

struct PasswordsTable: PasswordReading, PasswordWriting {
    let statements: StatementRunner

    func find(of user: UserID) throws(ServiceError) -> PasswordCredential? {
        try statements.first(Text.find, user.rawValue) { row in
            PasswordCredential(
                user: user, hash: PasswordHash(encoded: row.text(0)), changedAt: row.date(1),
                validUntil: row.optionalDate(2))
        }
    }

    func put(_ credential: PasswordCredential) throws(ServiceError) {
        try statements.run(
            Text.put, credential.user.rawValue, credential.hash.encoded,
            credential.changedAt.microseconds, credential.validUntil?.microseconds)
    }

    func remove(of user: UserID) throws(ServiceError) { try statements.run(Text.remove, user.rawValue) }

    private enum Text {
        static let find = SQL("SELECT hash, changed_at, valid_until FROM passwords WHERE user = ?1")
        static let put = SQL(
            """
            INSERT INTO passwords (user, hash, changed_at, valid_until) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (user) DO UPDATE SET hash = ?2, changed_at = ?3, valid_until = ?4
            """)
        static let remove = SQL("DELETE FROM passwords WHERE user = ?1")
    }
}
