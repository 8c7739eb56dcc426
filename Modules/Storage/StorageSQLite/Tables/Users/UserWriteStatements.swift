import SQLiteKit

enum UserWriteStatements {
    static let insert = SQL(
        """
        INSERT INTO users (\(UserColumns.list))
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22,
            ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)
        """)
    static let replace = SQL(
        """
        UPDATE users SET login = ?2, login_key = ?3, email = ?4, email_key = ?5, display_name = ?6,
            display_name_key = ?7, given_name = ?8, family_name = ?9, is_enabled = ?10, source = ?11,
            external_id = ?12, roles = ?13, required_actions = ?14, created_at = ?15, updated_at = ?16,
            last_login_at = ?17, last_failed_login_at = ?18, failed_logins = ?19, version = ?20, organization = ?21,
            tenant = ?22, is_email_verified = ?23, profile = ?24, trial_granted_on = ?25, trial_expires_on = ?26,
            valid_until = ?27, default_workspace = ?28, last_activity_at = ?29, withdrawn_at = ?30
        WHERE id = ?1
        """)
    /// Names no column that an index holds: SQLite would write the entries of all of those anew, changed or not.
    static let update = SQL(
        """
        UPDATE users SET login = ?2, email = ?3, display_name = ?4, given_name = ?5, family_name = ?6,
            required_actions = ?7, updated_at = ?8, last_login_at = ?9, last_failed_login_at = ?10,
            failed_logins = ?11, version = ?12, is_email_verified = ?13, profile = ?14, trial_granted_on = ?15,
            trial_expires_on = ?16, valid_until = ?17, default_workspace = ?18, last_activity_at = ?19, withdrawn_at = ?20
        WHERE id = ?1
        """)
    static let touch = SQL("UPDATE users SET last_activity_at = ?2 WHERE id = ?1")
    static let remove = SQL("DELETE FROM users WHERE id = ?1")
}
