extension Migration {
    /// The organization and the tenant of everybody who was put nowhere else are as old as the database.
    static let organizations = Migration(
        name: "013-organizations",
        sql: """
            CREATE TABLE organizations (
                id TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                version INTEGER NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX organizations_by_any_case ON organizations (id COLLATE NOCASE);
            CREATE TABLE tenants (
                id TEXT NOT NULL UNIQUE,
                organization TEXT NOT NULL REFERENCES organizations (id),
                name TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                version INTEGER NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX tenants_by_any_case ON tenants (id COLLATE NOCASE);
            CREATE INDEX tenants_by_organization ON tenants (organization, id);

            INSERT INTO organizations (id, name, created_at, updated_at, version)
            SELECT 'default', 'Default', coalesce(min(applied_at), 0), coalesce(min(applied_at), 0), 1 FROM migrations;
            INSERT INTO tenants (id, organization, name, created_at, updated_at, version)
            SELECT id, id, name, created_at, updated_at, version FROM organizations;
            """)

    /// No reference to the owners, which stand in many tables: whoever removes one removes its documents.
    static let documents = Migration(
        name: "014-documents",
        sql: """
            CREATE TABLE documents (
                owner_kind TEXT NOT NULL,
                owner_id TEXT NOT NULL,
                name TEXT NOT NULL,
                text TEXT NOT NULL,
                PRIMARY KEY (owner_kind, owner_id, name)
            ) STRICT;
            """)
}
