extension Migration {
    /// What came to users and sessions with organizations, licences and impersonation. Every column begins with a
    /// constant, so that no row is written anew; no `CHECK`, which would read every row.
    static let people = Migration(
        name: "010-people",
        sql: """
            ALTER TABLE users ADD COLUMN organization TEXT NOT NULL DEFAULT 'default';
            ALTER TABLE users ADD COLUMN tenant TEXT NOT NULL DEFAULT 'default';
            ALTER TABLE users ADD COLUMN is_email_verified INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE users ADD COLUMN profile TEXT;
            ALTER TABLE users ADD COLUMN trial_granted_on INTEGER;
            ALTER TABLE users ADD COLUMN trial_expires_on INTEGER;
            ALTER TABLE users ADD COLUMN valid_until INTEGER;
            ALTER TABLE users ADD COLUMN default_workspace BLOB;
            ALTER TABLE users ADD COLUMN last_activity_at INTEGER;
            CREATE INDEX users_by_organization ON users (organization, login_key) WHERE organization <> 'default';
            CREATE INDEX users_by_tenant ON users (tenant, login_key) WHERE tenant <> 'default';
            CREATE INDEX users_enabled ON users (is_enabled) WHERE is_enabled = 1;

            ALTER TABLE sessions ADD COLUMN impersonator BLOB REFERENCES users (id) ON DELETE CASCADE;
            ALTER TABLE sessions ADD COLUMN reason TEXT;
            CREATE INDEX sessions_by_impersonator ON sessions (impersonator) WHERE impersonator IS NOT NULL;
            """)
}
