extension Migration {
    /// What came with invitations and password resets. A password of before is without end. Of a user's codes only the
    /// latest of each purpose stands; invitations that were accepted stay, so those that were not have indexes of their
    /// own.
    static let invitations = Migration(
        name: "030-invitations",
        sql: """
            ALTER TABLE passwords ADD COLUMN valid_until INTEGER;

            CREATE TABLE one_time_codes (
                digest BLOB NOT NULL UNIQUE,
                purpose TEXT NOT NULL,
                user BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                UNIQUE (user, purpose)
            ) STRICT;
            CREATE INDEX one_time_codes_by_expires_at ON one_time_codes (expires_at);

            CREATE TABLE invitations (
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                user BLOB NOT NULL UNIQUE REFERENCES users (id) ON DELETE CASCADE,
                email TEXT NOT NULL,
                email_key TEXT NOT NULL,
                organization TEXT NOT NULL,
                invited_by BLOB,
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                mail TEXT NOT NULL,
                accepted_at INTEGER
            ) STRICT;
            CREATE INDEX invitations_by_created_at ON invitations (created_at, id);
            CREATE INDEX invitations_by_organization ON invitations (organization, created_at, id);
            CREATE INDEX invitations_open ON invitations (created_at, id) WHERE accepted_at IS NULL;
            CREATE INDEX invitations_open_by_organization ON invitations (organization, created_at, id)
                WHERE accepted_at IS NULL;
            CREATE INDEX invitations_accepted ON invitations (created_at, id) WHERE accepted_at IS NOT NULL;
            CREATE INDEX invitations_accepted_by_organization ON invitations (organization, created_at, id)
                WHERE accepted_at IS NOT NULL;
            """)
}
