import SQLiteKit

enum AccessKeyStatements {
    private static let columns = AccessKeyColumns.list

    static let byID = SQL("SELECT \(columns) FROM access_keys WHERE id = ?1")
    static let byDigest = SQL("SELECT \(columns) FROM access_keys WHERE digest = ?1")
    static let byPreviousDigest = SQL("SELECT \(columns) FROM access_keys WHERE previous_digest = ?1")
    static let list = SQL(
        """
        SELECT \(columns) FROM access_keys WHERE user IS NULL AND (name_key, id) > (?1, ?2)
        ORDER BY name_key, id LIMIT ?3
        """)
    // Within one owner a name is unique, so no tie is left to the id.
    static let listOfOrganization = SQL(
        """
        SELECT \(columns) FROM access_keys
        WHERE user IS NULL AND organization = ?4 AND (name_key, id) > (?1, ?2)
        ORDER BY name_key LIMIT ?3
        """)
    static let listOfUser = SQL(
        """
        SELECT \(columns) FROM access_keys WHERE user = ?4 AND (name_key, id) > (?1, ?2)
        ORDER BY name_key LIMIT ?3
        """)
    static let listOfAnyUser = SQL(
        """
        SELECT \(columns) FROM access_keys WHERE user IS NOT NULL AND (name_key, id) > (?1, ?2)
        ORDER BY name_key, id LIMIT ?3
        """)
    static let listOfAnyUserOfOrganization = SQL(
        """
        SELECT \(columns) FROM access_keys
        WHERE user IS NOT NULL AND organization = ?4 AND (name_key, id) > (?1, ?2)
        ORDER BY name_key, id LIMIT ?3
        """)
    static let insert = SQL(
        """
        INSERT INTO access_keys (\(columns))
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
        """)
    static let replace = SQL(
        """
        UPDATE access_keys SET name = ?2, name_key = ?3, about = ?4, prefix = ?5, digest = ?6, previous_digest = ?7,
            previous_until = ?8, scopes = ?9, expires_at = ?10, last_used_at = ?11, created_by = ?12,
            group_ids = CASE WHEN user IS NULL THEN ?13 END, roles = ?14
        WHERE id = ?1
        """)
    static let touch = SQL("UPDATE access_keys SET last_used_at = ?2 WHERE id = ?1")
    static let remove = SQL("DELETE FROM access_keys WHERE id = ?1")
}
