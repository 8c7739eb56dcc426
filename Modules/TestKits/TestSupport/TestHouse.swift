import Cryptography
import FoundationEssentials
package import IdentityCore
package import IdentityServices
import OpaqueTokens
import ProviderLocal
package import StorageMemory
import TokenSigning
import UnicodeText

/// All services over the memory storage, with hands that tests can foresee; `house.users` is one of them.
@dynamicMemberLookup
package final class TestHouse: Sendable {
    package static let password = "correct-horse-9-battery"

    package let storage = MemoryStorage(ids: CountingIDs())
    package let clock = SteppingClock()
    package let hasher = PlainHasher()
    package let observer = SignInLedger()
    package let tokens = CountingTokens()
    package let keys = CountingKeys()
    /// Makes its first key when it is first asked for one.
    package let tokenSigning: any TokenSigning
    package let services: Services

    /// Below which the issuers of its tokens are.
    package static let issuer = "https://id.example.org"

    /// - Parameters:
    ///   - sources: further sources besides the local one.
    ///   - mail: `nil` when no mail server is configured.
    package init(
        limits: SignInLimits = SignInLimits(), sources: [IdentitySource] = [], seats: Int? = nil,
        mail: (any MailSending)? = nil, publicAddress: String? = nil, opening: any SourceOpening = NoDrafts(),
        cache: any AccountCaching = NoCache()
    ) async throws {
        let environment = SourceEnvironment(
            hasher: hasher, clock: clock, digests: SHA256Digests(), files: NoSourceFiles())
        let local = try await LocalSource.open(
            LocalSource.Configuration(), as: .local, policy: ProvisioningPolicy(), in: environment)
        let all = [local] + sources
        let random = CryptographicRandom()
        let ring = MasterKeyRing(MasterKey.generate(from: random))
        let sealing = MasterKeySealing(keys: ring, random: random, ids: CountingIDs()) { _, _ in }
        let signer = TokenSigner(
            keys: StoredSigningKeys(storage: storage, clock: clock), sealing: sealing, codes: HouseTokenCodes(ring),
            clock: clock)
        tokenSigning = signer
        let hands = ServiceHands(clock: clock, ids: CountingIDs(), text: TestText())
        services = Services(
            ServiceParts(
                storage: storage, sources: all, sourceOpening: opening, hasher: hasher, tokens: tokens, keys: keys,
                signedTokens: SignedTokenParts(
                    signing: signer, making: signer, issuers: TokenIssuers(below: Self.issuer)),
                cache: cache,
                sealing: sealing, auditChain: AuditChain(PlainAuditChaining()),
                policy: PasswordPolicy(blocked: ["password"]), limits: limits, sessionLifetime: 3_600, seats: seats,
                mailing: Mailing(
                    sender: mail, codes: OneTimeCodes(random: random), publicAddress: publicAddress),
                digests: SHA256Digests(), hands: hands, observer: observer))
    }

    package subscript<Service>(dynamicMember path: KeyPath<Services, Service>) -> Service { services[keyPath: path] }

    package static let `operator` = Caller(.operator("tester"))

    /// A user whose password is `TestHouse.password`, not temporary.
    @discardableResult
    package func user(_ login: String, roles: Set<Role> = [.member], email: String? = nil) async throws -> User {
        try await services.users.create(
            CreateUser(
                login: login, email: email, roles: Set(roles.map(\.rawValue)),
                credential: .password(Secret(Self.password), temporary: false)), as: Self.operator)
    }

    package func signedIn(
        _ login: String, password: String = TestHouse.password, from address: String = "192.0.2.1"
    ) async throws(ServiceError) -> Caller {
        let origin = Self.origin(address)
        let issued = try await services.signIn.signIn(login: login, password: Secret(password), from: origin)
        return try await services.sessions.caller(presenting: issued.token, from: origin)
    }

    package static func origin(_ address: String = "192.0.2.1") -> RequestOrigin {
        RequestOrigin(address: address, limitKey: address, requestID: "test")
    }

    /// The newest first.
    package func records(_ limit: Int = 100) async throws(ServiceError) -> [AuditEntry] {
        try await storage.read(.scan) { store in try store.audit.list(AuditQuery(limit: limit)) }.records.map(\.entry)
    }
}

/// The real Unicode tables.
package struct TestText: TextNormalizing {
    private let tables = UnistringNormalizer()

    package init() {}
    package func compatibilityComposed(_ text: String) -> String { tables.compatibilityComposed(text) }
    package func comparisonKey(_ text: String) -> String { tables.comparisonKey(text) }
    package func mixesLookAlikeScripts(_ text: String) -> Bool { tables.mixesLookAlikeScripts(text) }
}

/// Remembers nothing: every request looks into the store.
package struct NoCache: AccountCaching {
    package init() {}
    package func proven(by digest: TokenDigest, asOf marker: ChangeMarker) -> Proven? { nil }
    package func remember(_ proven: Proven, for digest: TokenDigest, asOf marker: ChangeMarker) {}
}

private struct CryptographicRandom: RandomSource {
    func bytes(_ count: Int) -> [UInt8] { SystemRandom().bytes(count) }
}
