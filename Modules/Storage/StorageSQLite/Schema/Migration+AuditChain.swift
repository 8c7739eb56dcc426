extension Migration {
    /// Records from before have no link. The indexes hold the sequence as well, so that each serves both orders; they
    /// leave out what nobody searches by.
    static let auditChain = Migration(
        name: "005-audit-chain",
        sql: """
            ALTER TABLE audit RENAME TO audit_before;
            CREATE TABLE audit (
                sequence INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                actor_kind TEXT NOT NULL CHECK (
                    actor_kind = 'user' OR actor_kind = 'operator' OR actor_kind = 'system' OR actor_kind = 'anonymous'
                    OR actor_kind = 'key'
                ),
                actor_id BLOB CHECK ((actor_id IS NOT NULL) = (actor_kind = 'user' OR actor_kind = 'key')),
                actor_name TEXT,
                action TEXT NOT NULL,
                object_kind TEXT,
                object_id TEXT,
                object_name TEXT,
                outcome TEXT NOT NULL,
                detail TEXT,
                address TEXT,
                request_id TEXT,
                subject_id BLOB,
                subject_name TEXT,
                organization TEXT,
                chain_key TEXT,
                chain_hash BLOB
            ) STRICT;
            INSERT INTO audit (
                sequence, at, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome,
                detail, address, request_id)
                SELECT * FROM audit_before;
            DROP TABLE audit_before;
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
