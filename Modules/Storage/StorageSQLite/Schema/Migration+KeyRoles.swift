extension Migration {
    /// Roles of global keys, and the order in which the keys of all users are listed.
    static let keyRoles = Migration(
        name: "090-key-roles",
        sql: """
            ALTER TABLE access_keys ADD COLUMN roles TEXT NOT NULL DEFAULT '';
            CREATE INDEX access_keys_of_users ON access_keys (name_key, id) WHERE user IS NOT NULL;
            """)
}
