import LDAPKit
import TestSupport
import Testing

/// The directory goes away and comes back.
@Suite struct RestartTests {
    private let directory: Slapd

    init() throws { directory = try Slapd.start() }

    @Test func aDirectoryThatIsAwayIsNeverAWrongPassword() async throws {
        let pool = try Pools.make(directory)
        defer { pool.close() }
        #expect(try await Pools.signIn(pool, "ann", "ann-secret"))
        try directory.kill()
        let first = try await failure { () async throws(LDAPFailure) in
            try await Pools.signIn(pool, "ann", "ann-secret")
        }
        #expect(first.meansUnavailable, "\(first)")
        let connects = pool.counters.current.refusedAtOnce
        let next = try await failure { () async throws(LDAPFailure) in try await Pools.signIn(pool, "ann", "ann-secret")
        }
        #expect(next.meansUnavailable && pool.failure != nil)
        #expect(pool.counters.current.refusedAtOnce == connects + 1)
        try directory.restart()
        let clock = ContinuousClock(), returned = clock.now
        while (try? await Pools.signIn(pool, "ann", "ann-secret")) != true {
            guard clock.now < returned + .seconds(20) else {
                Issue.record("the directory is back, and nobody noticed")
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test func aRestartIsNotNoticedByASearch() async throws {
        let pool = try Pools.make(directory, nil, LDAPPoolSettings(seats: 1))
        defer { pool.close() }
        #expect(try await Pools.signIn(pool, "ann", "ann-secret"))
        try directory.kill()
        try directory.restart()
        #expect(try await Pools.signIn(pool, "ann", "ann-secret"))
        #expect(pool.counters.current.connects == 4 && pool.failure == nil)
    }

    @Test func aRestartUnderLoadGivesNoWrongAnswer() async throws {
        let pool = try Pools.make(directory, nil, LDAPPoolSettings(seats: 4))
        defer { pool.close() }
        let directory = directory
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                group.addTask {
                    var right = 0
                    let clock = ContinuousClock(), limit = clock.now + .seconds(60)
                    // Until each has succeeded often enough, before and after the restart.
                    while right < 60, clock.now < limit {
                        do throws(LDAPFailure) {
                            let isRight = number % 2 == 0
                            let answer = try await Pools.signIn(
                                pool, isRight ? "ann" : "carla", isRight ? "ann-secret" : "wrong")
                            #expect(answer == isRight)
                            right += 1
                        } catch {
                            #expect(error.meansUnavailable, "\(error)")
                            try await Task.sleep(for: .milliseconds(10))
                        }
                    }
                    return right
                }
            }
            try directory.kill()
            try directory.restart()
            for try await right in group { #expect(right == 60) }
        }
        #expect(try await Pools.signIn(pool, "bob", "bob-secret"))
    }
}
