extension Migration {
    /// Every step, in the order in which they are taken.
    static let all: [Migration] = [
        .users, .sessions, .audit, .probe, .auditChain,
        .people, .groups, .roles, .organizations, .documents,
        .workspaces, .accessKeys, .clients, .resources, .sealedItems,
        .invitations, .sources, .signingKeys, .clientSettings, .refreshFamilies, .grants, .roleInclusions,
        .keyRoles, .offlineAccess, .clientsByRealm,
    ]

    /// Instants are microseconds since 1970, identifiers 16 bytes. Texts named `_key` are folded and compared byte by byte.
    private static let users = Migration(
        name: "001-users",
        sql: """
            CREATE TABLE users (
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                login TEXT NOT NULL,
                login_key TEXT NOT NULL,
                email TEXT,
                email_key TEXT NOT NULL CHECK ((email IS NULL) = (email_key = '')),
                display_name TEXT NOT NULL,
                display_name_key TEXT NOT NULL,
                given_name TEXT,
                family_name TEXT,
                is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
                source TEXT NOT NULL,
                external_id TEXT,
                roles TEXT NOT NULL,
                required_actions TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                last_login_at INTEGER,
                last_failed_login_at INTEGER,
                failed_logins INTEGER NOT NULL,
                version INTEGER NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX users_by_login ON users (login_key);
            CREATE UNIQUE INDEX users_by_external_id ON users (source, external_id) WHERE external_id IS NOT NULL;
            CREATE UNIQUE INDEX users_email_unique ON users (email_key) WHERE email_key <> '';
            CREATE INDEX users_by_email ON users (email_key, id);
            CREATE INDEX users_by_display_name ON users (display_name_key, id);
            CREATE INDEX users_by_created_at ON users (created_at, id);
            CREATE INDEX users_by_roles ON users (is_enabled, roles) WHERE roles <> '\(UsersTable.mereMember)';

            CREATE TABLE passwords (
                user BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
                hash TEXT NOT NULL,
                changed_at INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            """)

    private static let sessions = Migration(
        name: "002-sessions",
        sql: """
            CREATE TABLE sessions (
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                digest BLOB NOT NULL UNIQUE,
                user BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                source TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                address TEXT,
                user_agent TEXT
            ) STRICT;
            CREATE INDEX sessions_by_user ON sessions (user, created_at, id);
            CREATE INDEX sessions_by_created_at ON sessions (created_at, id);
            CREATE INDEX sessions_by_expires_at ON sessions (expires_at);
            """)

    /// No reference to `users`: a record outlives whom it speaks of. `OR`, because for `IN` with more than two values
    /// SQLite makes a temporary table at each insertion.
    private static let audit = Migration(
        name: "003-audit",
        sql: """
            CREATE TABLE audit (
                sequence INTEGER PRIMARY KEY,
                at INTEGER NOT NULL,
                actor_kind TEXT NOT NULL CHECK (
                    actor_kind = 'user' OR actor_kind = 'operator' OR actor_kind = 'system' OR actor_kind = 'anonymous'
                ),
                actor_id BLOB CHECK ((actor_id IS NOT NULL) = (actor_kind = 'user')),
                actor_name TEXT,
                action TEXT NOT NULL,
                object_kind TEXT,
                object_id TEXT,
                object_name TEXT,
                outcome TEXT NOT NULL,
                detail TEXT,
                address TEXT,
                request_id TEXT
            ) STRICT;
            """)

    /// One row that `probe` writes again and again.
    private static let probe = Migration(
        name: "004-probe",
        sql: """
            CREATE TABLE probe (one INTEGER PRIMARY KEY CHECK (one = 1), writes INTEGER NOT NULL) STRICT;
            INSERT INTO probe (one, writes) VALUES (1, 0);
            """)
}
