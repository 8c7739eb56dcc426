import IdentityCore
import PasswordHashing
import Testing

@Suite struct PoolTests {
    @Test func nothingIsTheSameWorkAsAWrongPassword() async throws {
        try await withHasher { hasher async throws in
            try await hasher.verifyNothing(Secret("password"))
            #expect(hasher.load.derivations == 1)
            try await hasher.verifyNothing(Secret(""))
            #expect(hasher.load.derivations == 2)
        }
    }

    @Test func aFullQueueIsAnsweredAndNotGrown() async throws {
        // One thread busy for long enough that the other calls meet a full queue.
        let slow = Argon2Parameters(memoryKiB: 19_456, passes: 4, lanes: 1)
        try await withHasher(slow, threads: 1, queueLimit: 2) { hasher async throws in
            let errors = await withTaskGroup(of: ServiceError?.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        do throws(ServiceError) {
                            try await hasher.verifyNothing(Secret("password"))
                            return nil
                        } catch { return error }
                    }
                }
                return await group.reduce(into: [ServiceError]()) { if let error = $1 { $0.append(error) } }
            }
            #expect(!errors.isEmpty)
            #expect(errors.allSatisfy { $0 == .limited(retryAfterSeconds: 1) })
            #expect(hasher.load.derivations == 20 - errors.count)
            #expect(hasher.load.waiting == 0)
        }
    }

    @Test func aClosedHasherGivesNoVerdict() async throws {
        try await withHasher { hasher async throws in
            let hash = try await hasher.hash(Secret("password"))
            hasher.close()
            await #expect(throws: ServiceError.limited(retryAfterSeconds: 1)) {
                try await hasher.verify(Secret("password"), against: hash)
            }
        }
    }

    @Test func parametersBeyondTheLimitsAreNamed() {
        #expect(Argon2Parameters.recommended.problems.isEmpty)
        let wrong = Argon2Parameters(memoryKiB: 4, passes: 0, lanes: 99)
        #expect(Set(wrong.problems.map(\.field)) == ["memoryKiB", "passes", "lanes"])
        #expect(Argon2Parameters(memoryKiB: 262_144, passes: 5, lanes: 1).problems.map(\.field) == ["passes"])
        #expect(Argon2Parameters(memoryKiB: Int.max, passes: Int.max, lanes: Int.max).problems.count == 3)
    }
}
