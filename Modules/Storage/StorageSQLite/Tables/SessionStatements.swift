import SQLiteKit

enum SessionStatements {
    private static let columns = """
        id, digest, user, source, created_at, expires_at, address, user_agent, impersonator, reason
        """

    static let byDigest = SQL("SELECT \(columns) FROM sessions WHERE digest = ?1")
    static let byID = SQL("SELECT \(columns) FROM sessions WHERE id = ?1")
    static let list = SQL(
        """
        SELECT \(columns) FROM sessions WHERE (created_at, id) < (?1, ?2)
        ORDER BY created_at DESC, id DESC LIMIT ?3
        """)
    static let listOfUser = SQL(
        """
        SELECT \(columns) FROM sessions WHERE user = ?4 AND (created_at, id) < (?1, ?2)
        ORDER BY created_at DESC, id DESC LIMIT ?3
        """)
    static let insert = SQL("INSERT INTO sessions (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
    /// Of the first user not before `?1` who has sessions, ended ones too; without such a user, one row of NULL.
    static let countOpenOfNext = SQL(
        """
        SELECT user, sum(expires_at > ?2) FROM sessions
        WHERE user = (SELECT min(user) FROM sessions WHERE user >= ?1)
        """)
    static let remove = SQL("DELETE FROM sessions WHERE id = ?1")
    static let removeAll = SQL("DELETE FROM sessions WHERE (user = ?1 OR impersonator = ?1) AND id IS NOT ?2")
    static let removeExpired = SQL(
        """
        DELETE FROM sessions WHERE rowid IN (
            SELECT rowid FROM sessions WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2
        )
        """)
}
