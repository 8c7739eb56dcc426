import FoundationEssentials
import IdentityCore
import SQLiteKit
import Testing

@testable import StorageSQLite

@Test func usersOfADatabaseWithoutOrganizationsComeToBelongToTheDefaultOnes() async throws {
    let folder = TestFolder()
    let first = Array(Migration.all.prefix { $0.name < "005" })
    #expect(first.map(\.name).last == "004-probe")
    await (try SQLiteStorage.open(folder.configuration(), migrations: first)).close()
    let wanted = sampleUser(1)
    do {
        let old = try SQLiteConnection(path: folder.database, mode: .readWrite, busyTimeout: .seconds(5))
        try old.run(
            SQL(
                """
                INSERT INTO users (id, login, login_key, email_key, display_name, display_name_key, is_enabled, source,
                    roles, required_actions, created_at, updated_at, failed_logins, version)
                VALUES (?1, 'user1', 'user1', '', 'User 1', 'user 1', 1, 'local', ?2, '', ?3, ?3, 0, 1)
                """), wanted.id.rawValue, UsersTable.mereMember, wanted.createdAt.microseconds)
    }
    let storage = try folder.open()
    try await storage.read(.point) { store throws in
        #expect(try store.users.find(.id(wanted.id)) == wanted)
        #expect(try store.users.list(UserQuery(organization: .standard, tenant: .standard, limit: 9)).count == 1)
        #expect(try store.users.countEnabled(upTo: 9) == 1)
        let organization = try #require(try store.organizations.find(.standard))
        #expect(organization.createdAt == FixedClock().now() && organization.version == 1)
        #expect(try store.tenants.find(.standard)?.organization == .standard)
    }
    await storage.close()
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
}

@Test func usersOfADatabaseWithoutOutsideSourcesHaveNeverLeftOne() async throws {
    let folder = TestFolder()
    let released = Array(Migration.all.prefix { $0.name < "040" })
    #expect(released.map(\.name).last == "030-invitations")
    await (try SQLiteStorage.open(folder.configuration(), migrations: released)).close()
    let wanted = sampleUser(1)
    do {
        let old = try SQLiteConnection(path: folder.database, mode: .readWrite, busyTimeout: .seconds(5))
        try old.run(
            SQL(
                """
                INSERT INTO users (id, login, login_key, email_key, display_name, display_name_key, is_enabled, source,
                    external_id, roles, required_actions, created_at, updated_at, failed_logins, version)
                VALUES (?1, 'user1', 'user1', '', 'User 1', 'user 1', 1, 'local', 'e1', ?2, '', ?3, ?3, 0, 1)
                """), wanted.id.rawValue, UsersTable.mereMember, wanted.createdAt.microseconds)
    }
    let storage = try folder.open()
    #expect(storage.migration.applied.first == "040-sources")
    try await storage.read(.point) { store throws in
        let found = try #require(try store.users.list(SourceUserQuery(of: .local, limit: 9)).first)
        #expect(found.id == wanted.id && found.withdrawnAt == nil && found.version == 1)
    }
    var left = wanted
    left.withdrawnAt = FixedClock().now()
    let changed = left
    try await storage.write { try $0.userWrites.replace(changed) }
    #expect(try await storage.read(.point) { try $0.users.find(.id(wanted.id)) } == changed)
    await storage.close()
    #expect(try SQLiteMaintenance(path: folder.database).check().isEmpty)
}

@Test func clientsThatGoOnWhileTheirUsersAreAwayMayStillDoSo() async throws {
    let folder = TestFolder()
    let released = Array(Migration.all.prefix { $0.name < "100" })
    let old = try SQLiteStorage.open(folder.configuration(), migrations: released)
    let now = FixedClock().now(), user = sampleUser(1)
    try await old.write { store throws in
        try store.userWrites.insert(user)
        let session = Session(
            id: SessionID(user.id.rawValue), digest: TokenDigest(bytes: [1]), user: user.id, source: .local,
            createdAt: now, expiresAt: now, address: nil, userAgent: nil)
        try store.sessionWrites.insert(session)
        for (id, grants) in [
            ("api-client", [.password, .refreshToken]), ("away", [.refreshToken]), ("home", [.refreshToken]),
            ("sdk-client", [.password]),
        ] as [(String, Set<ClientGrant>)] {
            let key = RandomIDs().uuid()
            try store.clientWrites.insert(
                Client(
                    id: ClientID(rawValue: id), key: key, name: id, settings: ClientSettings(grants: grants),
                    createdAt: now, updatedAt: now))
            try store.refreshFamilyWrites.insert(
                RefreshFamily(
                    id: RefreshFamilyID(key), session: session.id, client: ClientID(rawValue: id), current: key,
                    scopes: [], isOffline: id == "away", createdAt: now, renewedAt: now, expiresAt: now))
        }
    }
    await old.close()
    let storage = try folder.open()
    let allowed = try await storage.read(.scan) { store throws in
        try store.clients.list(of: nil, after: nil, limit: 9).filter(\.settings.allowsOffline).map(\.id.rawValue)
    }
    #expect(allowed == ["api-client", "away"])
    await storage.close()
}
