/// What came with clients that sign users in. The clients of before get a key, and no way to sign anybody in.
extension Migration {
    static let clientSettings = Migration(
        name: "060-client-settings",
        sql: """
            CREATE TABLE client_settings (
                client TEXT NOT NULL PRIMARY KEY REFERENCES clients (id) ON DELETE CASCADE,
                key BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
                realm TEXT,
                settings TEXT NOT NULL,
                sealing_key TEXT CHECK ((sealing_key IS NULL) = (secret IS NULL)),
                secret BLOB
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX client_secrets_by_key ON client_settings (sealing_key) WHERE sealing_key IS NOT NULL;
            INSERT INTO client_settings (client, key, settings) SELECT id, randomblob(16), '{}' FROM clients;
            """)

    static let refreshFamilies = Migration(
        name: "061-refresh-families",
        sql: """
            CREATE TABLE refresh_families (
                id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
                session BLOB NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
                current BLOB NOT NULL,
                scopes TEXT NOT NULL,
                is_offline INTEGER NOT NULL CHECK (is_offline IN (0, 1)),
                created_at INTEGER NOT NULL,
                renewed_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX refresh_families_by_session ON refresh_families (session, created_at, id);
            CREATE INDEX refresh_families_by_client ON refresh_families (client, created_at, id);
            CREATE INDEX refresh_families_by_expires_at ON refresh_families (expires_at);
            """)

    /// Going on while the user is away has to be allowed from here on: it stays so for the two clients whose programs count
    /// on it, and for those that do so now.
    static let offlineAccess = Migration(
        name: "100-offline-access",
        sql: """
            ALTER TABLE authorization_codes ADD COLUMN made_in BLOB;
            UPDATE client_settings SET settings = json_insert(settings, '$.grants[#]', 'offline-access')
                WHERE EXISTS (SELECT 1 FROM json_each(settings, '$.grants') WHERE value = 'refresh-token')
                AND (
                    client IN ('sdk-client', 'api-client')
                    OR client IN (SELECT client FROM refresh_families WHERE is_offline = 1)
                );
            """)

    static let clientsByRealm = Migration(
        name: "101-clients-by-realm",
        sql: "CREATE INDEX clients_by_realm ON client_settings (realm) WHERE realm IS NOT NULL;")

    /// A device that waits has no session; one that was let in has that of its user.
    static let grants = Migration(
        name: "062-grants",
        sql: """
            CREATE TABLE authorization_codes (
                digest BLOB NOT NULL UNIQUE,
                session BLOB NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
                redirect_uri TEXT NOT NULL,
                scopes TEXT NOT NULL,
                nonce TEXT,
                challenge TEXT,
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                used_at INTEGER
            ) STRICT;
            CREATE INDEX authorization_codes_by_session ON authorization_codes (session);
            CREATE INDEX authorization_codes_by_client ON authorization_codes (client);
            CREATE INDEX authorization_codes_by_expires_at ON authorization_codes (expires_at);

            CREATE TABLE device_grants (
                digest BLOB NOT NULL UNIQUE,
                user_code TEXT NOT NULL UNIQUE,
                client TEXT NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
                realm TEXT NOT NULL,
                scopes TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                session BLOB REFERENCES sessions (id) ON DELETE CASCADE,
                is_denied INTEGER NOT NULL CHECK (is_denied IN (0, 1)),
                polled_at INTEGER
            ) STRICT;
            CREATE INDEX device_grants_by_session ON device_grants (session) WHERE session IS NOT NULL;
            CREATE INDEX device_grants_by_client ON device_grants (client);
            CREATE INDEX device_grants_by_expires_at ON device_grants (expires_at);
            """)
}
