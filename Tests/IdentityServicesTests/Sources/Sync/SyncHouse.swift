import FoundationEssentials
import IdentityCore
import StorageMemory
import StorageSQLite
import TestSupport
import Testing

@testable import IdentityServices

/// A store and a directory between which a sync runs.
struct SyncHouse {
    enum Store: String, CaseIterable, Sendable { case memory, sqlite }

    static let corp = SourceID(rawValue: "corp")
    static let `operator` = Caller(.operator("tester"))

    let storage: CountedStorage
    let sqlite: SQLiteStorage?
    let directory: ScriptedDirectory
    let source: IdentitySource
    let seats: Int?
    let clock: SteppingClock
    let ledger = SignInLedger()
    let sync: SyncService
    let sources: SourceService

    private init(
        _ storage: any Storage, _ sqlite: SQLiteStorage?, _ directory: ScriptedDirectory,
        _ policy: ProvisioningPolicy, seats: Int?, clock: SteppingClock
    ) {
        self.storage = CountedStorage(storage)
        self.sqlite = sqlite
        self.directory = directory
        self.seats = seats
        self.clock = clock
        source = directory.opened(policy: policy)
        let hands = ServiceHands(clock: clock, ids: FreshIDs(), text: TestText()), desk = SyncDesk()
        sync = SyncService(
            storage: self.storage, sources: [source], seats: seats, desk: desk, hands: hands, observer: ledger)
        sources = SourceService(
            storage: self.storage, sources: [source], opening: directory, seats: seats, desk: desk,
            throttle: SignInThrottle(SignInLimits()), pauses: SourcePauses(), hands: hands)
    }

    /// Another process over the same store.
    func neighbour() -> SyncService {
        SyncService(
            storage: storage, sources: [source], seats: seats, desk: SyncDesk(), hands: sync.hands, observer: ledger)
    }

    /// Runs the body in a house with one administrator, `root`, who signs in with a password here.
    static func with(
        _ store: Store = .memory, _ people: [ExternalIdentity] = [],
        policy: ProvisioningPolicy = ProvisioningPolicy(), seats: Int? = nil,
        _ body: (SyncHouse) async throws -> Void
    ) async throws {
        let clock = SteppingClock(), directory = ScriptedDirectory(people)
        let folder = FileManager.default.temporaryDirectory.path + "/gatehouse-\(UUID().uuidString)"
        var sqlite: SQLiteStorage?
        if store == .sqlite {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            sqlite = try SQLiteStorage.open(
                SQLiteStorageConfiguration(
                    path: folder + "/gatehouse.sqlite", auditChaining: PlainAuditChaining(), clock: clock,
                    ids: FreshIDs()
                ) { _, cause in Issue.record("\(cause)") })
        }
        let house = SyncHouse(
            sqlite ?? MemoryStorage(ids: FreshIDs()), sqlite, directory, policy, seats: seats, clock: clock)
        let outcome: Result<Void, any Error>
        do {
            try await house.addLocal("root", roles: [.superAdmin])
            clock.advance(by: 60)
            house.storage.forgetCounts()
            outcome = .success(try await body(house))
        } catch { outcome = .failure(error) }
        await house.storage.close()
        try? FileManager.default.removeItem(atPath: folder)
        try outcome.get()
    }

    @discardableResult
    func run(
        _ scope: SyncScope = .everybody, dry: Bool = false, confirmed: Bool = false
    ) async throws -> SyncReport {
        clock.advance(by: 60)
        return try await sync.run(
            SyncRequest(of: Self.corp, scope: scope, isDryRun: dry, confirmsRemovals: confirmed),
            as: Self.operator)
    }

    func addLocal(_ login: String, email: String? = nil, roles: Set<Role> = [.member]) async throws {
        let now = clock.now()
        let user = User(
            id: UserID(UUID()), login: try Login(login, using: TestText()),
            email: try email.map { try EmailAddress($0, using: TestText()) },
            displayName: try DisplayName(login, using: TestText()), source: .local, roles: roles, createdAt: now,
            updatedAt: now)
        try await storage.write { store in
            try store.userWrites.insert(user)
            try store.passwordWrites.put(
                PasswordCredential(user: user.id, hash: PasswordHash(encoded: "plain"), changedAt: now))
        }
    }

    @discardableResult
    func addGroup(_ name: String, mapping external: Set<String>, roles: Set<Role> = []) async throws -> GroupID {
        let now = clock.now()
        let group = Group(
            id: GroupID(UUID()), name: try GroupName(name, using: TestText()), roles: roles,
            mappedExternalGroups: external, createdAt: now, updatedAt: now)
        try await storage.write { try $0.groupWrites.insert(group) }
        return group.id
    }

    func user(_ login: String) async throws -> User? {
        let name = try Login(login, using: TestText())
        return try await storage.read(.point) { try $0.users.find(.login(name)) }
    }

    func groups(of login: String) async throws -> [GroupID: MembershipOrigin] {
        let id = try #require(try await user(login)).id
        return try await storage.read(.point) { try $0.groups.memberships(of: id) }
    }

    func userCount() async throws -> Int { try await storage.read(.point) { try $0.users.count() } }

    /// The newest first.
    func records(_ limit: Int = 10_000) async throws -> [AuditEntry] {
        try await storage.read(.scan) { try $0.audit.list(AuditQuery(limit: limit)) }.records.map(\.entry)
    }

    func openSession(of login: String) async throws -> TokenDigest {
        let user = try #require(try await user(login)), now = clock.now()
        let digest = TokenDigest(bytes: Array(repeating: 7, count: 31) + [UInt8.random(in: 0...255)])
        let session = Session(
            id: SessionID(UUID()), digest: digest, user: user.id, source: user.source, createdAt: now,
            expiresAt: now.addingTimeInterval(36_000), address: nil, userAgent: nil)
        try await storage.write { try $0.sessionWrites.insert(session) }
        return digest
    }

    static func people(_ numbers: ClosedRange<Int>, groups: Set<String>? = []) -> [ExternalIdentity] {
        numbers.map { person($0, groups: groups) }
    }

    static func person(_ number: Int, _ login: String? = nil, groups: Set<String>? = []) -> ExternalIdentity {
        let login = login ?? "person\(number)"
        return ExternalIdentity(
            externalID: "entry-\(number)", login: login, email: "\(login)@corp.example",
            displayName: "Person \(number)", givenName: "Person", familyName: "\(number)", groups: groups)
    }
}

struct FreshIDs: IDGenerator {
    func uuid() -> UUID { UUID() }
}
