import FoundationEssentials
import IdentityCore
import JSONText
import TestSupport
import Testing
import Threading

@testable import ProviderLDAP

/// A directory that goes away and comes back.
@Suite struct OutageTests {
    @Test(.timeLimit(.minutes(3)))
    func aDeadDirectoryAnswersAtOnceAndIsFoundAgainByItself() async throws {
        let slapd = try Slapd.start()
        let heard = Locked<[String]>([])
        let source = try await DirectorySource.open(DirectorySource.settings(slapd)) { _, health in
            let word =
                switch health {
                case .unknown: "unknown"
                case .answering: "answering"
                case .failing(let failure): "failing: \(failure.kind.rawValue)"
                }
            heard.withLock { $0.append(word) }
        }
        let upkeep = try #require(source.upkeep)
        #expect(upkeep.health == .unknown)
        #expect(try await source.answer("ann") == "verified")
        #expect(upkeep.health == .answering)

        try slapd.kill()
        // The first that notices may do so in the middle of its own sign-in.
        var answers: [String] = []
        for _ in 0..<20 { answers.append(try await source.answer("ann")) }
        #expect(answers.allSatisfy { $0.hasPrefix("unavailable") })
        guard case .failing(let failure) = upkeep.health else { throw Unexpected() }
        #expect(failure.kind == .unavailable)

        try slapd.restart()
        let clock = ContinuousClock(), back = clock.now
        while try await source.answer("ann") != "verified" {
            // Two seconds are promised; a busy machine has ten times that.
            try #require(clock.now - back < .seconds(20))
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(upkeep.health == .answering)
        #expect(heard.withLock { $0 } == ["answering", "failing: unavailable", "answering"])
    }

    @Test(.timeLimit(.minutes(3)))
    func signInsUnderLoadSurviveARestart() async throws {
        let slapd = try Slapd.start(Slapd.Options(keepsLog: false))
        let source = try await DirectorySource.open(DirectorySource.settings(slapd))
        let isOver = Locked(false), wrong = Locked<[String]>([]), verified = Locked(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for login in ["ann", "bob", "carla", "dave"] {
                group.addTask {
                    while !isOver.withLock({ $0 }) {
                        let answer = try await source.answer(login)
                        if answer == "verified" {
                            verified.withLock { $0 += 1 }
                        } else if !answer.hasPrefix("unavailable") {
                            wrong.withLock { $0.append(answer) }
                        }
                        await Task.yield()
                    }
                }
            }
            group.addTask {
                for _ in 0..<2 {
                    try slapd.kill()
                    try slapd.restart()
                    let before = verified.withLock { $0 }
                    let clock = ContinuousClock(), back = clock.now
                    while verified.withLock({ $0 }) == before, clock.now - back < .seconds(20) {
                        try await Task.sleep(for: .milliseconds(20))
                    }
                    if verified.withLock({ $0 }) == before { wrong.withLock { $0.append("never again") } }
                }
                isOver.withLock { $0 = true }
            }
            try await group.waitForAll()
        }
        // Nobody was refused or unknown while the directory was away.
        #expect(wrong.withLock { $0 } == [])
    }

    @Test func aClosedSourceAnswersNobody() async throws {
        let slapd = try SharedSlapd.get()
        let source = try await DirectorySource.open(DirectorySource.settings(slapd))
        await source.upkeep?.close()
        #expect(try await source.answer("ann").hasPrefix("unavailable"))
    }

    @Test func theSecondServerIsAskedWhenTheFirstIsDown() async throws {
        let slapd = try SharedSlapd.get()
        let source = try await DirectorySource.open(
            DirectorySource.settings(slapd) {
                $0["url"] = nil
                $0["urls"] = ["ldap://127.0.0.1:1", .string(slapd.place.url)]
            })
        #expect(try await source.answer("ann") == "verified")
        let report = try #require(await source.examiner?.examine(nil))
        #expect(report.verdict == .usable)
        #expect(report.result(.connect) == .warning)
    }

    private struct Unexpected: Error {}
}
