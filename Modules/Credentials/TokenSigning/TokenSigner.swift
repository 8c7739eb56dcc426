import Cryptography
package import FoundationEssentials
package import IdentityCore
import JOSE
import Threading

/// Signs with the current key of the ring, and checks with every one that is still good.
///
/// An RSA signature takes most of a millisecond and a new RSA key much longer: both have threads of their own. The others
/// take less than the way to another thread.
package final class TokenSigner: TokenSigning, SigningKeyMaking {
    /// Seconds by which the clock of another server of this house may be ahead.
    private static let skew: TimeInterval = 60
    /// Times to try again while the master key is being rotated.
    private static let attempts = 3

    private let keys: any SigningKeyKeeping
    private let sealing: any Sealing
    private let codes: any TokenCoding
    private let clock: any Clock
    private let pool: BlockingPool
    private let watched: WatchedKeyRing
    private let verified = VerifiedTokens()
    /// The half that signs, of the key that was current when it was last needed.
    private let opened = Locked<(id: SigningKeyID, key: PrivateKey)?>(nil)

    /// - Parameters:
    ///   - threads: how many signatures are made at once; `nil` means one for each core.
    ///   - queueLimit: how many may wait.
    package init(
        keys: any SigningKeyKeeping, sealing: any Sealing, codes: any TokenCoding, clock: any Clock,
        threads: Int? = nil, queueLimit: Int = 4_096
    ) {
        self.keys = keys
        self.sealing = sealing
        self.codes = codes
        self.clock = clock
        watched = WatchedKeyRing(keys)
        pool = BlockingPool(
            name: "sign", threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, queueLimit: queueLimit)
    }

    /// How many signatures wait for a thread.
    package var waiting: Int { pool.load.waiting }

    /// Refuses new work and lets the threads end.
    package func close() { pool.close() }

    package func make(_ algorithm: SigningAlgorithm, at moment: Date) async throws(ServiceError) -> SigningKey {
        let made = try await run { PrivateKey.generate(SignatureKind(algorithm)) }
        let publicKey = made.publicKey.der
        // Tells keys apart everywhere and says nothing: the digest of the public half.
        let id = SigningKeyID(rawValue: Base64.url.encode(SHA256.digest(publicKey)))
        var der = made.copiedDER()
        defer { der.wipe() }
        let sealed = try sealing.seal(Secret(Base64.standard.encode(der)), for: .signingKey(id))
        return SigningKey(id: id, algorithm: algorithm, publicKey: publicKey, sealed: sealed, createdAt: moment)
    }

    package func sign(_ claims: TokenClaims) async throws(ServiceError) -> Secret {
        let text = ClaimText.encode(claims)
        guard claims.kind.isForEverybody else { return code(over: text) }
        let (id, key) = try await signer()
        let token = UnsignedToken(JWSAlgorithm(key.kind), keyID: id.rawValue, claims: text)
        let signature = key.kind == .rsaSHA256 ? try await run { key.sign(token.bytes) } : key.sign(token.bytes)
        return Secret(token.text(signature: signature))
    }

    package func digest(of token: Secret) -> TokenDigest? {
        token.reveal { text in
            // Every JSON object begins with these characters, as far as our headers go.
            guard text.utf8.count <= JWS.maximumBytes, text.utf8.starts(with: "eyJ".utf8) else { return nil }
            return TokenDigest(bytes: SHA256.digest(Array(text.utf8)))
        }
    }

    package func verify(
        _ token: Secret, as kinds: Set<TokenClaims.Kind>, at moment: Date
    ) async throws(ServiceError) -> TokenClaims? {
        guard let digest = digest(of: token) else { return nil }
        let ring = try await watched.ring()
        guard let claims = genuine(token, digest, ring, at: moment), kinds.contains(claims.kind),
            claims.issuedAt <= moment.addingTimeInterval(Self.skew), claims.expiresAt.map({ $0 > moment }) ?? true
        else { return nil }
        return claims
    }

    package func recognise(
        _ token: Secret, as kinds: Set<TokenClaims.Kind>
    ) async throws(ServiceError) -> TokenClaims? {
        guard let digest = digest(of: token) else { return nil }
        let ring = try await watched.ring()
        let claims = genuine(token, digest, ring, at: clock.now())
        return claims.flatMap { kinds.contains($0.kind) ? $0 : nil }
    }

    package func publicKeys() async throws(ServiceError) -> [PublicSigningKey] {
        // The first asker gets the first key, too: who reads the keys wants to check tokens.
        _ = try await signer()
        let now = clock.now()
        return try await watched.ring().entries.filter { $0.key.state(at: now) != .retired }.map(PublicSigningKey.init)
    }

    // MARK: - Checking

    private func genuine(_ token: Secret, _ digest: TokenDigest, _ ring: KeyRing, at moment: Date) -> TokenClaims? {
        if let known = verified.entry(for: digest) { return known.claims.good(under: ring[known.key], at: moment) }
        guard let parsed = token.reveal({ try? JWS.parse($0) }), let id = parsed.header.keyID else { return nil }
        guard let entry = ring[SigningKeyID(rawValue: id)] else {
            guard isOurs(parsed, SealingKeyID(rawValue: id)), let claims = ClaimText.decode(parsed),
                !claims.kind.isForEverybody
            else { return nil }
            return claims
        }
        guard entry.verification.verify(parsed), let claims = ClaimText.decode(parsed), claims.kind.isForEverybody
        else { return nil }
        verified.remember(VerifiedTokens.Entry(claims: claims, key: entry.key.id), for: digest)
        return claims.good(under: entry, at: moment)
    }

    private func isOurs(_ token: JWS, _ key: SealingKeyID) -> Bool {
        guard token.header.algorithm == JWSAlgorithm.hs512.rawValue,
            let code = codes.code(for: token.signedBytes, under: key)
        else { return false }
        return ConstantTime.areEqual(code, token.signature)
    }

    // MARK: - Signing

    private func code(over text: [UInt8]) -> Secret {
        while true {
            let id = codes.currentKey
            let token = UnsignedToken(.hs512, keyID: id.rawValue, claims: text)
            // The key may have been rotated out in between; then there is another.
            if let code = codes.code(for: token.bytes, under: id) { return Secret(token.text(signature: code)) }
        }
    }

    private func signer() async throws(ServiceError) -> (SigningKeyID, PrivateKey) {
        for _ in 0..<Self.attempts {
            guard let current = try await watched.ring().current, let sealed = current.sealed else {
                _ = try await keys.keepFirst(try await make(.rs256, at: clock.now()))
                continue
            }
            if let known = opened.withLock({ $0 }), known.id == current.id { return known }
            let text = try sealing.open(sealed, for: .signingKey(current.id))
            guard var der = text.reveal({ Base64.standard.decode($0) }), let key = PrivateKey(der: der) else {
                throw .unavailable(.storage)
            }
            der.wipe()
            opened.withLock { $0 = (current.id, key) }
            return (current.id, key)
        }
        throw .limited(retryAfterSeconds: 1)
    }

    private func run<Result: Sendable>(_ job: @escaping @Sendable () -> Result) async throws(ServiceError) -> Result {
        do { return try await pool.run(job) } catch {
            // Saturated, closed or cancelled: each passes.
            throw .limited(retryAfterSeconds: 1)
        }
    }
}

extension TokenClaims.Kind {
    /// Whether others than this house check such a token.
    fileprivate var isForEverybody: Bool { self == .access || self == .identity }
}

extension TokenClaims {
    /// - Returns: the claims, with no later end than what their key signed has; `nil` when that is over.
    fileprivate func good(under entry: KeyRing.Entry?, at moment: Date) -> TokenClaims? {
        guard let entry, entry.key.state(at: moment) != .retired else { return nil }
        guard let end = entry.key.verifiesUntil, let own = expiresAt, end < own else { return self }
        var claims = self
        claims.expiresAt = end
        return claims
    }
}

extension ClaimText {
    fileprivate static func decode(_ token: JWS) -> TokenClaims? { (try? token.claims()).flatMap(decode) }
}

extension SignatureKind {
    fileprivate init(_ algorithm: SigningAlgorithm) {
        self =
            switch algorithm {
            case .rs256: .rsaSHA256
            case .es256: .ecdsaP256SHA256
            case .edDSA: .ed25519
            }
    }
}

extension PublicSigningKey {
    fileprivate init(_ entry: KeyRing.Entry) {
        let parameters: Parameters =
            switch entry.publicKey.parameters {
            case .rsa(let modulus, let exponent): .rsa(modulus: modulus, exponent: exponent)
            case .p256(let x, let y): .ellipticCurve(x: x, y: y)
            case .ed25519(let x): .edwardsCurve(x: x)
            }
        self.init(id: entry.key.id, algorithm: entry.key.algorithm, parameters: parameters)
    }
}
