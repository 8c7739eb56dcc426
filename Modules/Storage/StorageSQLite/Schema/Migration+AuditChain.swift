extension Migration {
    /// Records from before have no link. The indexes hold the sequence as well, so that each serves both orders; they
    /// leave out what nobody searches by.
    static let auditChain = Migration(
        name: "005-audit-chain",
        sql: """
            ALTER TABLE audit ADD COLUMN subject_id BLOB;
            ALTER TABLE audit ADD COLUMN subject_name TEXT;
            ALTER TABLE audit ADD COLUMN organization TEXT;
            ALTER TABLE audit ADD COLUMN chain_key TEXT;
            ALTER TABLE audit ADD COLUMN chain_hash BLOB;
            CREATE INDEX audit_by_actor ON audit (actor_id) WHERE actor_id IS NOT NULL;
            CREATE INDEX audit_by_subject ON audit (subject_id) WHERE subject_id IS NOT NULL;
            CREATE INDEX audit_by_object ON audit (object_id) WHERE object_id IS NOT NULL;

            CREATE TABLE audit_head (
                one INTEGER PRIMARY KEY CHECK (one = 1),
                sequence INTEGER NOT NULL,
                hash BLOB NOT NULL,
                chained_since INTEGER NOT NULL,
                altered_before INTEGER,
                chain_key TEXT NOT NULL,
                mac BLOB NOT NULL
            ) STRICT;

            CREATE TABLE audit_days (
                day INTEGER PRIMARY KEY,
                first INTEGER NOT NULL,
                last INTEGER NOT NULL
            ) STRICT;
            INSERT INTO audit_days (day, first, last)
                SELECT at / \(AuditDays.length), min(sequence), max(sequence) FROM audit GROUP BY 1;
            """)
}
