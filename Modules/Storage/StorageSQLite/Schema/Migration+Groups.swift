extension Migration {
    /// Names that a directory's groups are mapped by stand in a table of their own, to be found by them; the column
    /// holds them too, so that a group is one row.
    ///
    /// A membership holds the login's key: a page of members begins in the middle of the primary key and sorts nothing,
    /// however many members there are. `UsersTable` keeps the copy right.
    static let groups = Migration(
        name: "011-groups",
        sql: """
            CREATE TABLE groups (
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                organization TEXT NOT NULL,
                parent BLOB REFERENCES groups (id),
                name TEXT NOT NULL,
                name_key TEXT NOT NULL,
                about TEXT NOT NULL,
                source TEXT NOT NULL,
                roles TEXT NOT NULL,
                permissions TEXT NOT NULL,
                mapped_external_groups TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                version INTEGER NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX groups_below ON groups (parent, name_key) WHERE parent IS NOT NULL;
            CREATE UNIQUE INDEX groups_at_top ON groups (organization, name_key) WHERE parent IS NULL;
            CREATE INDEX groups_at_top_by_name ON groups (name_key, id) WHERE parent IS NULL;
            CREATE INDEX groups_by_name ON groups (name_key, id);
            CREATE INDEX groups_by_organization ON groups (organization, name_key, id);
            CREATE INDEX groups_granting ON groups (name_key, id) WHERE roles <> '' OR permissions <> '';

            CREATE TABLE group_mappings (
                external TEXT NOT NULL,
                group_id BLOB NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
                PRIMARY KEY (external, group_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX group_mappings_by_group ON group_mappings (group_id);

            CREATE TABLE memberships (
                group_id BLOB NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
                member_key TEXT NOT NULL,
                member BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                origin TEXT NOT NULL CHECK (origin = 'assigned' OR origin = 'mapped'),
                PRIMARY KEY (group_id, member_key, member)
            ) STRICT, WITHOUT ROWID;
            CREATE UNIQUE INDEX memberships_by_member ON memberships (member, group_id);
            """)

    /// A role of the whole realm has the empty client.
    static let roles = Migration(
        name: "012-roles",
        sql: """
            CREATE TABLE roles (
                role TEXT NOT NULL UNIQUE,
                client TEXT NOT NULL,
                role_key TEXT NOT NULL,
                about TEXT NOT NULL,
                reach TEXT NOT NULL,
                permissions TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                version INTEGER NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX roles_by_key ON roles (client, role_key);
            CREATE INDEX roles_by_client ON roles (client, role);
            """)

    /// The roles that a role includes, as a JSON array. No role included another before.
    static let roleInclusions = Migration(
        name: "070-role-inclusions", sql: "ALTER TABLE roles ADD COLUMN includes TEXT NOT NULL DEFAULT '[]';")
}
