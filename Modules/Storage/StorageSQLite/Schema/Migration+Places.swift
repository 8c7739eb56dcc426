/// Numbers that must never come again are not those of rows that may be deleted: SQLite keeps the last one of an
/// AUTOINCREMENT column, and `resource_numbers` the last one of each type, both undone with the transaction.
extension Migration {
    static let workspaces = Migration(
        name: "020-workspaces",
        sql: """
            CREATE TABLE workspaces (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                organization TEXT NOT NULL,
                name TEXT NOT NULL,
                is_archived INTEGER NOT NULL CHECK (is_archived IN (0, 1)),
                created_by BLOB,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                version INTEGER NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX workspaces_by_name ON workspaces (organization, name COLLATE NOCASE);
            CREATE INDEX workspaces_by_organization ON workspaces (organization, number);

            CREATE TABLE workspace_members (
                workspace INTEGER NOT NULL REFERENCES workspaces (number) ON DELETE CASCADE,
                user BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                role TEXT NOT NULL,
                since INTEGER NOT NULL,
                PRIMARY KEY (workspace, user)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX workspace_members_by_user ON workspace_members (user, workspace);
            CREATE INDEX workspace_owners ON workspace_members (workspace) WHERE role = 'owner';
            """)

    /// Groups that are gone keep their place in `group_ids`: an identifier is never given again, and grants nothing.
    static let accessKeys = Migration(
        name: "021-access-keys",
        sql: """
            CREATE TABLE access_keys (
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                user BLOB REFERENCES users (id) ON DELETE CASCADE,
                group_ids TEXT CHECK ((group_ids IS NULL) = (user IS NOT NULL)),
                organization TEXT NOT NULL,
                name TEXT NOT NULL,
                name_key TEXT NOT NULL,
                about TEXT NOT NULL,
                prefix TEXT NOT NULL,
                digest BLOB NOT NULL UNIQUE,
                previous_digest BLOB,
                previous_until INTEGER CHECK ((previous_until IS NULL) = (previous_digest IS NULL)),
                scopes TEXT,
                created_at INTEGER NOT NULL,
                created_by BLOB,
                expires_at INTEGER,
                last_used_at INTEGER
            ) STRICT;
            CREATE UNIQUE INDEX access_keys_by_previous_digest ON access_keys (previous_digest)
                WHERE previous_digest IS NOT NULL;
            CREATE UNIQUE INDEX access_keys_of_user ON access_keys (user, name_key) WHERE user IS NOT NULL;
            CREATE UNIQUE INDEX access_keys_of_organization ON access_keys (organization, name_key) WHERE user IS NULL;
            CREATE INDEX global_access_keys ON access_keys (name_key, id) WHERE user IS NULL;
            """)

    static let clients = Migration(
        name: "022-clients",
        sql: """
            CREATE TABLE clients (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                about TEXT NOT NULL,
                is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                version INTEGER NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX clients_by_any_case ON clients (id COLLATE NOCASE);
            """)

    static let resources = Migration(
        name: "023-resources",
        sql: """
            CREATE TABLE resource_numbers (type TEXT NOT NULL PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;

            CREATE TABLE resources (
                organization TEXT NOT NULL,
                type TEXT NOT NULL,
                id TEXT NOT NULL,
                number INTEGER NOT NULL,
                name TEXT NOT NULL,
                owner BLOB REFERENCES users (id) ON DELETE SET NULL,
                workspace BLOB REFERENCES workspaces (id),
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                version INTEGER NOT NULL,
                PRIMARY KEY (type, number)
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX resources_by_id ON resources (organization, type, id);
            CREATE INDEX resources_by_organization ON resources (organization, type, number);
            CREATE INDEX resources_by_owner ON resources (owner, type, number) WHERE owner IS NOT NULL;
            CREATE INDEX resources_by_workspace ON resources (workspace, type, number) WHERE workspace IS NOT NULL;

            CREATE TABLE resource_versions (
                type TEXT NOT NULL,
                resource INTEGER NOT NULL,
                number INTEGER NOT NULL,
                id TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                PRIMARY KEY (type, resource, number),
                UNIQUE (type, resource, id),
                FOREIGN KEY (type, resource) REFERENCES resources (type, number) ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID;
            """)

    static let sealedItems = Migration(
        name: "024-sealed-items",
        sql: """
            CREATE TABLE sealed_items (
                user BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                purpose TEXT NOT NULL,
                name TEXT NOT NULL,
                sealing_key TEXT NOT NULL,
                sealed BLOB NOT NULL,
                detail TEXT,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                PRIMARY KEY (user, purpose, name)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX sealed_items_by_key ON sealed_items (sealing_key);

            CREATE TABLE admitted_key (one INTEGER PRIMARY KEY CHECK (one = 1), sealing_key TEXT NOT NULL) STRICT;
            """)
}
