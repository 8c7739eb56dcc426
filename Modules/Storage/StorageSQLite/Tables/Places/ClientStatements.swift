import SQLiteKit

enum ClientStatements {
    private static let columns = "id, name, about, is_enabled, created_at, updated_at, version"
    private static let whole = """
        SELECT \(columns), key, realm, settings FROM clients JOIN client_settings ON client = id
        """

    static let byID = SQL("\(whole) WHERE id = ?1")
    static let byKey = SQL("\(whole) WHERE key = ?1")
    static let list = SQL("\(whole) WHERE id > ?1 ORDER BY id LIMIT ?2")
    static let listOfRealm = SQL("\(whole) WHERE id > ?1 AND (realm IS NULL OR realm = ?3) ORDER BY id LIMIT ?2")
    static let insert = SQL("INSERT INTO clients (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
    static let insertSettings = SQL(
        "INSERT INTO client_settings (client, key, realm, settings) VALUES (?1, ?2, ?3, ?4)")
    static let replace = SQL(
        "UPDATE clients SET name = ?2, about = ?3, is_enabled = ?4, updated_at = ?5, version = ?6 WHERE id = ?1")
    static let replaceSettings = SQL("UPDATE client_settings SET realm = ?2, settings = ?3 WHERE client = ?1")
    static let remove = SQL("DELETE FROM clients WHERE id = ?1")

    static let secret = SQL("SELECT secret FROM client_settings WHERE client = ?1 AND secret IS NOT NULL")
    /// Two searches, because for `<>` SQLite reads everything.
    static let secrets = SQL(
        """
        SELECT client, key, secret FROM client_settings WHERE sealing_key < ?1
        UNION ALL SELECT client, key, secret FROM client_settings WHERE sealing_key > ?1 LIMIT ?2
        """)
    static let countSecrets = SQL(
        """
        SELECT (SELECT count(*) FROM client_settings WHERE sealing_key < ?1)
            + (SELECT count(*) FROM client_settings WHERE sealing_key > ?1)
        """)
    static let putSecret = SQL("UPDATE client_settings SET sealing_key = ?2, secret = ?3 WHERE client = ?1")
    static let removeSecret = SQL(
        "UPDATE client_settings SET sealing_key = NULL, secret = NULL WHERE client = ?1 AND secret IS NOT NULL")
}
