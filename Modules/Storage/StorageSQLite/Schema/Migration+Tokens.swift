extension Migration {
    /// What came with signed tokens. At most one key has no end: the one that signs, which alone has a sealed half.
    static let signingKeys = Migration(
        name: "050-signing-keys",
        sql: """
            CREATE TABLE signing_keys (
                id TEXT NOT NULL PRIMARY KEY,
                algorithm TEXT NOT NULL,
                public_key BLOB NOT NULL,
                sealed BLOB CHECK ((sealed IS NULL) = (verifies_until IS NOT NULL)),
                created_at INTEGER NOT NULL,
                verifies_until INTEGER
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX signing_keys_current ON signing_keys (verifies_until IS NULL)
                WHERE verifies_until IS NULL;

            CREATE TABLE revoked_tokens (
                id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
                ends_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX revoked_tokens_by_ends_at ON revoked_tokens (ends_at);
            """)
}
