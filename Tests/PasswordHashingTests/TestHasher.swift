import Cryptography
import IdentityCore
import PasswordHashing

struct TestRandom: RandomSource {
    func bytes(_ count: Int) -> [UInt8] { SystemRandom().bytes(count) }
}

extension Argon2Parameters {
    /// Fast enough for tests.
    static let small = Argon2Parameters(memoryKiB: 64, passes: 2, lanes: 1)
}

/// A hasher of small cost that is closed at the end.
func withHasher<Result>(
    _ parameters: Argon2Parameters = .small, threads: Int = 2, queueLimit: Int = 64,
    _ body: (PasswordHashingService) async throws -> Result
) async throws -> Result {
    let hasher = PasswordHashingService(
        parameters: parameters, random: TestRandom(), threads: threads, queueLimit: queueLimit)
    defer { hasher.close() }
    return try await body(hasher)
}
