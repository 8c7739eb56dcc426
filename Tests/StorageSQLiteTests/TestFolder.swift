import FoundationEssentials
import Glibc
import IdentityCore
import OpaqueTokens
import Threading

@testable import StorageSQLite

struct RandomIDs: IDGenerator {
    func uuid() -> UUID { UUID() }
}

struct FixedClock: Clock {
    func now() -> Date { Date(timeIntervalSince1970: 1_800_000_000) }
}

/// What a storage reported.
final class Reports: Sendable {
    private let lines = Locked<[String]>([])
    var causes: [String] { lines.withLock { $0 } }
    func add(_ cause: String) { lines.withLock { $0.append(cause) } }
}

/// A folder of one test, gone with it.
final class TestFolder: Sendable {
    let path: String
    let reports = Reports()

    init() {
        path = FileManager.default.temporaryDirectory.path + "/gatehouse-\(UUID().uuidString)"
        mkdir(path, 0o700)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var database: String { path + "/gatehouse.sqlite" }

    func configuration(at path: String? = nil) -> SQLiteStorageConfiguration {
        SQLiteStorageConfiguration(
            path: path ?? database, auditChaining: Self.chaining, clock: FixedClock(), ids: RandomIDs()
        ) {
            [reports] _, cause in
            reports.add(cause)
        }
    }

    static let key = MasterKey(fileContents: Secret(String(repeating: "5a17", count: 16)))!
    static let chaining = AuditChainKeys(MasterKeyRing(key))

    func open() throws -> SQLiteStorage { try SQLiteStorage.open(configuration()) }

    /// The names of the files in the folder, in order.
    var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? [] }
}

func sampleUser(_ number: UInt8) -> User {
    let id = UUID(uuid: (0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, number))
    return User(
        id: UserID(id), login: Login(storedDisplay: "user\(number)", key: "user\(number)"),
        displayName: DisplayName(storedDisplay: "User \(number)", key: "user \(number)"), source: .local,
        createdAt: FixedClock().now(), updatedAt: FixedClock().now())
}

extension Storage {
    func insert(_ user: User) async throws { try await write { try $0.userWrites.insert(user) } }
    func count() async throws -> Int { try await read(.point) { try $0.users.count() } }
}
