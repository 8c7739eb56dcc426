import Cryptography
import FoundationEssentials
package import IdentityCore
import Threading

/// Makes Argon2id hashes; checks these and imported ones. All work happens on threads of its own.
///
/// Each call is one job in the queue. When the queue is full, memory is short, or the hasher was closed, the answer is
/// `limited`, never a verdict. A call that is cancelled before its job began ends in the same way.
package struct PasswordHashingService: PasswordHasher {
    private let computation: HashComputation
    private let pool: BlockingPool
    package let width: Int

    /// - Parameters:
    ///   - parameters: must have no `problems`.
    ///   - random: makes the salts.
    ///   - threads: how many hashes are computed at once; `nil` means one for each core.
    ///   - queueLimit: how many passwords may wait.
    package init(
        parameters: Argon2Parameters = .recommended, random: any RandomSource, threads: Int? = nil,
        queueLimit: Int = 64
    ) {
        precondition(parameters.problems.isEmpty, "Argon2 parameters out of range")
        computation = HashComputation(parameters: parameters, random: random)
        width = threads ?? ProcessInfo.processInfo.activeProcessorCount
        pool = BlockingPool(name: "hash", threads: width, queueLimit: queueLimit)
    }

    package var load: HashingLoad {
        let load = pool.load
        return HashingLoad(
            waiting: load.waiting, running: load.running, derivations: computation.derivations.withLock { $0 })
    }

    /// Refuses new passwords and lets the threads end after the queued ones.
    package func close() { pool.close() }

    package func hash(_ password: Secret) async throws(ServiceError) -> PasswordHash {
        try await run { try password.reveal { try computation.hash(PasswordBytes($0)) } }
    }

    package func verify(_ password: Secret, against hash: PasswordHash) async throws(ServiceError) -> PasswordVerdict {
        try await run { try password.reveal { try computation.verify(PasswordBytes($0), against: hash) } }
    }

    package func verifyNothing(_ password: Secret) async throws(ServiceError) {
        try await run { try password.reveal { try computation.verifyNothing(PasswordBytes($0)) } }
    }

    package func accepts(_ hash: PasswordHash) -> Bool { StoredHash(hash.encoded) != nil }

    func run<Result: Sendable>(_ job: @escaping @Sendable () throws -> Result) async throws(ServiceError) -> Result {
        do { return try await pool.run(job) } catch {
            // Saturated, closed, cancelled or out of memory: each passes, and none says anything of the password.
            throw .limited(retryAfterSeconds: 1)
        }
    }
}
