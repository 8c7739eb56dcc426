import IdentityCore
import OpaqueTokens
import ProviderLocal
import Testing
import Threading

@Suite struct LocalAuthenticatorTests {
    /// Counts jobs and answers as told; what a hash is worth is tested elsewhere.
    private final class CountingHasher: PasswordHasher {
        let jobs = Locked<[String]>([])
        let width = 1
        let verdict: PasswordVerdict
        let hashFails: Bool

        init(_ verdict: PasswordVerdict, hashFails: Bool = false) {
            self.verdict = verdict
            self.hashFails = hashFails
        }

        private func note(_ job: String) { jobs.withLock { $0.append(job) } }

        func hash(_ password: Secret) async throws(ServiceError) -> PasswordHash {
            note("hash")
            if hashFails { throw .limited(retryAfterSeconds: 1) }
            return PasswordHash(encoded: "new")
        }

        func verify(_ password: Secret, against hash: PasswordHash) async throws(ServiceError) -> PasswordVerdict {
            note("verify")
            return verdict
        }

        func verifyNothing(_ password: Secret) async throws(ServiceError) { note("verifyNothing") }

        func accepts(_ hash: PasswordHash) -> Bool { true }
    }

    private func authenticate(
        _ account: AccountOnFile?, password: String = "password", hasher: CountingHasher
    ) async throws -> AuthenticationOutcome {
        let source = try await LocalSource.open(
            LocalSource.Configuration(), as: .local, policy: ProvisioningPolicy(),
            in: SourceEnvironment(
                hasher: hasher, clock: StandingClock(), digests: SHA256Digests(), files: NoSourceFiles()))
        let authenticator = try #require(source.password)
        return try await authenticator.authenticate(
            PasswordAttempt(login: "alice", password: Secret(password), onFile: account))
    }

    private func account(_ user: User, hash: String? = "old") -> AccountOnFile {
        AccountOnFile(user: user, password: hash.map { credential(of: user, PasswordHash(encoded: $0)) })
    }

    @Test func everyRefusalIsOneJob() async throws {
        let cases: [(String, AccountOnFile?, String)] = [
            ("unknown", nil, "password"),
            ("without a password", account(sampleUser(), hash: nil), "password"),
            ("wrong password", account(sampleUser()), "password"),
            ("wrong password, disabled", account(sampleUser(isEnabled: false)), "password"),
            ("of another source", account(sampleUser(source: SourceID(rawValue: "corp"))), "password"),
            ("empty password", account(sampleUser()), ""),
        ]
        for (name, account, password) in cases {
            let hasher = CountingHasher(.mismatch)
            let outcome = try await authenticate(account, password: password, hasher: hasher)
            if case .verified = outcome { Issue.record("\(name) was verified") }
            #expect(hasher.jobs.withLock { $0.count } == 1, "\(name)")
        }
    }

    @Test func anAccountOfAnotherSourceIsUnknownEvenWithTheRightPassword() async throws {
        let hasher = CountingHasher(.match)
        let outcome = try await authenticate(
            account(sampleUser(source: SourceID(rawValue: "corp"))), hasher: hasher)
        guard case .unknownSubject = outcome else { throw UnexpectedOutcome() }
        #expect(hasher.jobs.withLock { $0 } == ["verifyNothing"])
    }

    @Test func aDisabledAccountIsVerifiedSoThatTheCallerCanJudge() async throws {
        let user = sampleUser(isEnabled: false)
        let outcome = try await authenticate(account(user), hasher: CountingHasher(.match))
        guard case .verified(let identity, nil) = outcome else { throw UnexpectedOutcome() }
        #expect(identity.externalID == user.id.description)
        #expect(identity.login == "alice")
        #expect(identity.displayName == "Alice")
    }

    @Test func anOldHashIsReplaced() async throws {
        let outcome = try await authenticate(account(sampleUser()), hasher: CountingHasher(.matchNeedsRehash))
        guard case .verified(_, rehashed: let hash?) = outcome else { throw UnexpectedOutcome() }
        #expect(hash.encoded == "new")
    }

    @Test func aFullQueueOnlyPutsTheNewHashOff() async throws {
        let hasher = CountingHasher(.matchNeedsRehash, hashFails: true)
        let outcome = try await authenticate(account(sampleUser()), hasher: hasher)
        guard case .verified(_, rehashed: nil) = outcome else { throw UnexpectedOutcome() }
        #expect(hasher.jobs.withLock { $0 } == ["verify", "hash"])
    }

    @Test func theSourceKeepsItsPasswordsHere() async throws {
        let source = try await LocalFixture().source
        #expect(source.keepsPasswordsHere)
        #expect(source.kind == LocalSource.kind)
        #expect(LocalSource.Configuration.knownKeys.isEmpty)
        #expect(LocalSource.Configuration().problems.isEmpty)
    }

    private struct UnexpectedOutcome: Error {}
}
