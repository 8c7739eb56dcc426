import Cryptography
import FoundationEssentials
import IdentityCore
import IdentityServices
import OpaqueTokens
import StorageMemory
import TestSupport
import TokenSigning

/// A store with signing keys, and as many servers over it as a test wants.
struct SigningHouse: Sendable {
    static let issuer = "https://id.example.org/realms/master"

    let storage = MemoryStorage(ids: CountingIDs())
    let clock = SteppingClock()
    let keys: SigningKeyService
    let signer: TokenSigner
    let master: MasterKey

    init(master: MasterKey = MasterKey.generate(from: SystemBytes())) {
        self.master = master
        signer = Self.signer(over: storage, clock: clock, MasterKeyRing(master))
        keys = SigningKeyService(
            storage: storage, making: signer, hands: ServiceHands(clock: clock, ids: CountingIDs(), text: TestText()))
    }

    /// Another server of the same house.
    func another(_ ring: MasterKeyRing? = nil) -> TokenSigner {
        Self.signer(over: storage, clock: clock, ring ?? MasterKeyRing(master))
    }

    func rotate(
        to algorithm: SigningAlgorithm = .es256, overlap: Int = 3_600
    ) async throws(ServiceError) -> SigningKeyID {
        try await keys.rotate(to: algorithm, overlap: overlap, as: TestHouse.operator).id
    }

    func claims(_ kind: TokenClaims.Kind = .access, lasts seconds: TimeInterval? = 300) -> TokenClaims {
        let now = clock.now()
        return TokenClaims(
            kind, id: UUID(), issuer: Self.issuer, subject: UserID(UUID()), audience: ["account"],
            client: ClientID(rawValue: "sdk-client"), session: SessionID(UUID()), issuedAt: now,
            expiresAt: seconds.map(now.addingTimeInterval))
    }

    func verify(
        _ token: Secret, as kinds: Set<TokenClaims.Kind> = [.access]
    ) async throws(ServiceError) -> TokenClaims? {
        try await signer.verify(token, as: kinds, at: clock.now())
    }

    private static func signer(
        over storage: MemoryStorage, clock: SteppingClock, _ ring: MasterKeyRing
    ) -> TokenSigner {
        TokenSigner(
            keys: StoredSigningKeys(storage: storage, clock: clock),
            sealing: MasterKeySealing(keys: ring, random: SystemBytes(), ids: CountingIDs()) { _, _ in },
            codes: HouseTokenCodes(ring), clock: clock, threads: 2)
    }
}

struct SystemBytes: RandomSource {
    func bytes(_ count: Int) -> [UInt8] { SystemRandom().bytes(count) }
}

extension PublicKey {
    /// The published key as others make it out of its numbers.
    convenience init?(_ key: PublicSigningKey) {
        switch key.parameters {
        case .rsa(let modulus, let exponent): self.init(.rsa(modulus: modulus, exponent: exponent))
        case .ellipticCurve(let x, let y): self.init(.p256(x: x, y: y))
        case .edwardsCurve(let x): self.init(.ed25519(x: x))
        }
    }
}
