import Cryptography
import FoundationEssentials
import IdentityCore
import PasswordHashing
import ProviderLocal
import SourceConformance
import Threading

struct TestRandom: RandomSource {
    func bytes(_ count: Int) -> [UInt8] { SystemRandom().bytes(count) }
}

struct StandingClock: Clock {
    func now() -> Date { Date(timeIntervalSince1970: 1_700_000_000) }
}

/// A user as the store has it; the tests need no more of one than a name.
func sampleUser(login: String = "alice", source: SourceID = .local, isEnabled: Bool = true) -> User {
    User(
        id: UserID(UUID()), login: Login(storedDisplay: login, key: login),
        displayName: DisplayName(storedDisplay: "Alice", key: "alice"), isEnabled: isEnabled, source: source,
        createdAt: StandingClock().now(), updatedAt: StandingClock().now())
}

func credential(of user: User, _ hash: PasswordHash) -> PasswordCredential {
    PasswordCredential(user: user.id, hash: hash, changedAt: StandingClock().now())
}

/// A local source over the real hasher at small cost.
final class LocalFixture: SourceFixture {
    let source: IdentitySource
    let login = "alice"
    let password = Secret("correct horse battery staple")
    var externalID: String { user.id.description }

    private let user = sampleUser()
    private let hasher: PasswordHashingService
    private let hash: Locked<PasswordHash>

    init() async throws {
        let parameters = Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1)
        hasher = PasswordHashingService(parameters: parameters, random: TestRandom(), threads: 2)
        hash = Locked(try await hasher.hash(password))
        source = try await LocalSource.open(
            LocalSource.Configuration(), as: .local, policy: ProvisioningPolicy(),
            in: SourceEnvironment(hasher: hasher, clock: StandingClock(), files: NoSourceFiles()))
    }

    deinit { hasher.close() }

    func account(for login: String) async throws -> AccountOnFile? {
        guard login == user.login.key else { return nil }
        return AccountOnFile(user: user, password: credential(of: user, hash.withLock { $0 }))
    }

    func setPassword(_ password: Secret) async throws -> Bool {
        let new = try await hasher.hash(password)
        hash.withLock { $0 = new }
        return true
    }

    func takeAway() async throws -> Bool { false }
}
