import SQLiteKit

enum GrantStatements {
    private static let codeColumns = """
        digest, session, client, redirect_uri, scopes, nonce, challenge, created_at, expires_at, used_at, made_in
        """
    private static let deviceColumns = """
        digest, user_code, client, realm, scopes, created_at, expires_at, session, is_denied, polled_at
        """

    static let code = SQL("SELECT \(codeColumns) FROM authorization_codes WHERE digest = ?1")
    static let insertCode = SQL(
        "INSERT INTO authorization_codes (\(codeColumns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")
    static let useCode = SQL(
        "UPDATE authorization_codes SET used_at = ?2, session = ?3, made_in = ?4 WHERE digest = ?1")
    static let removeExpiredCodes = removeExpired("authorization_codes")

    static let device = SQL("SELECT \(deviceColumns) FROM device_grants WHERE digest = ?1")
    static let deviceByUserCode = SQL("SELECT \(deviceColumns) FROM device_grants WHERE user_code = ?1")
    static let insertDevice = SQL(
        "INSERT INTO device_grants (\(deviceColumns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
    static let replaceDevice = SQL(
        "UPDATE device_grants SET session = ?2, is_denied = ?3, polled_at = ?4 WHERE digest = ?1")
    static let removeDevice = SQL("DELETE FROM device_grants WHERE digest = ?1")
    static let removeExpiredDevices = removeExpired("device_grants")

    private static func removeExpired(_ table: String) -> SQL {
        SQL(
            """
            DELETE FROM \(table) WHERE rowid IN (
                SELECT rowid FROM \(table) WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2
            )
            """)
    }
}
