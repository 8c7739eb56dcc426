import FoundationEssentials
import IdentityCore
import ProviderLocal
import SourceConformance
import Threading

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
    private let bed = SourceTestBed()
    private let hash: Locked<PasswordHash>

    init() async throws {
        hash = Locked(try await bed.hasher.hash(password))
        source = try await bed.open(LocalSource.self, settings: "{}", as: .local)
    }

    func account(for login: String) async throws -> AccountOnFile? {
        guard login == user.login.key else { return nil }
        return AccountOnFile(user: user, password: credential(of: user, hash.withLock { $0 }))
    }

    func setPassword(_ password: Secret) async throws -> Bool {
        let new = try await bed.hasher.hash(password)
        hash.withLock { $0 = new }
        return true
    }

    func takeAway() async throws -> Bool { false }
}
