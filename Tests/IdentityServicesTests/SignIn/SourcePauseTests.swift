import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

@Suite struct SourcePauseTests {
    private let corp = ScriptedSource(OutsideHouse.verified())
    private static let policy = ProvisioningPolicy(
        createsOnFirstLogin: true, failuresPassedOn: 3, failurePause: 600)

    private func guess(_ outside: OutsideHouse, _ login: String, from address: Int) async {
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn(login, from: "192.0.2.\(address)") }
    }

    @Test func a07_wrongPasswordsOfOnePersonReachTheDirectoryOnlySoOftenWhereverTheyComeFrom() async throws {
        let outside = try await OutsideHouse(corp.opened(as: "corp", Self.policy))
        try await outside.signIn("grace")
        corp.say(.success(.rejected(.wrongPassword)))
        for address in 1...8 { await guess(outside, address.isMultiple(of: 2) ? "grace" : "GRACE", from: address) }
        #expect(corp.asked.count == 4)
        try await outside.expectRefusal("corp: paused", .paused)
        #expect(try await outside.user("grace").failedLogins == 3)
        // The right one is not passed on either: the answer would tell that it is.
        corp.say(OutsideHouse.verified())
        await guess(outside, "grace", from: 9)
        outside.house.clock.advance(by: 601)
        try await outside.signIn("grace", from: "192.0.2.9")
    }

    @Test func a07_aRightPasswordStartsTheCountAnewAndAFailureOfTheSourceCountsForNothing() async throws {
        let outside = try await OutsideHouse(corp.opened(as: "corp", Self.policy))
        try await outside.signIn("grace")
        for _ in 0..<3 {
            corp.say(.success(.rejected(.wrongPassword)))
            for address in 1...2 { await guess(outside, "grace", from: address) }
            corp.say(OutsideHouse.failed(.ambiguous))
            for address in 1...4 { await guess(outside, "grace", from: address) }
            corp.say(OutsideHouse.verified())
            try await outside.signIn("grace", from: "192.0.2.3")
        }
    }

    @Test func a07_aPersonWhoIsNotOnFileHasOneCountUnderAllNames() async throws {
        corp.have(OutsideHouse.grace)
        let outside = try await OutsideHouse(corp.opened(as: "corp", Self.policy, hasDirectory: true))
        corp.say(.success(.rejected(.wrongPassword)))
        for (index, login) in ["grace", "Grace", "grace@corp.example", "GRACE@corp.example", "grace"].enumerated() {
            await guess(outside, login, from: index)
        }
        #expect(corp.asked.count == 3)
    }

    @Test func a02_aNameThatTheDirectoryDoesNotKnowTakesTheSameWayToIt() async throws {
        corp.have(OutsideHouse.grace)
        let outside = try await OutsideHouse(corp.opened(as: "corp", Self.policy, hasDirectory: true))
        corp.say(.success(.rejected(.wrongPassword)), of: "grace")
        corp.say(.success(.unknownSubject), of: "nobody")
        for login in ["grace", "nobody"] {
            await guess(outside, login, from: 1)
            #expect(corp.lookedUp.last == login && corp.asked.last == login)
        }
        try await outside.expectRefusal("unknown-login", .unknown)
        // Whom the directory hides and the password reaches is counted by the name.
        corp.say(.success(.rejected(.wrongPassword)), of: "hidden")
        for address in 1...5 { await guess(outside, "hidden", from: address) }
        #expect(corp.asked.count { $0 == "hidden" } == 3)
    }

    @Test func a07_aWrongPasswordUnderASecondNameCountsForTheAccountThatIsBoundToIt() async throws {
        corp.have(OutsideHouse.grace)
        corp.alias("g.hopper", of: "grace")
        let outside = try await OutsideHouse(corp.opened(as: "corp", Self.policy, hasDirectory: true))
        let id = try await outside.signIn("grace").id
        corp.say(.success(.rejected(.wrongPassword)))
        await guess(outside, "g.hopper", from: 1)
        await guess(outside, "grace", from: 2)
        #expect(try await outside.user("grace").failedLogins == 2)
        #expect(try await outside.house.records(2).allSatisfy { $0.object?.id == id.description })
    }

    @Test func a07_withoutADirectoryANameThatIsNotOnFileHasOneCountInAllSpellings() async throws {
        let outside = try await OutsideHouse(corp.opened(as: "corp", Self.policy))
        corp.say(.success(.rejected(.wrongPassword)))
        for (index, login) in ["grace", "GRACE", " grace", "ｇｒａｃｅ", "Grace"].enumerated() {
            await guess(outside, login, from: index)
        }
        #expect(corp.asked.count == 3)
    }

    @Test func a07_aHundredGuessesAtOnceDoNotExceedIt() async throws {
        let outside = try await OutsideHouse(corp.opened(as: "corp", Self.policy))
        try await outside.signIn("grace")
        corp.say(.success(.rejected(.wrongPassword)))
        corp.wait { await Task.yield() }
        await withTaskGroup(of: Void.self) { group in
            for address in 0..<100 { group.addTask { await guess(outside, "grace", from: address) } }
        }
        #expect(corp.asked.count == 4)
    }

    @Test func a07_aHundredRightPasswordsAtOnceAllPass() async throws {
        let outside = try await OutsideHouse(corp.opened(as: "corp", Self.policy))
        try await outside.signIn("grace")
        corp.wait { await Task.yield() }
        let passed = await withTaskGroup(of: Bool.self) { group in
            for address in 0..<100 {
                group.addTask { (try? await outside.signIn("grace", from: "192.0.2.\(address)")) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(passed == 100)
    }

    @Test func a07_whoseDirectoryCantBeAskedForThePersonIsUnavailable() async throws {
        let outside = try await OutsideHouse(corp.opened(as: "corp", Self.policy, hasDirectory: true))
        corp.failDirectory(with: SourceFailure(.unavailable, at: .connect, "down"))
        await #expect(throws: ServiceError.unavailable(.source(SourceID(rawValue: "corp")))) {
            try await outside.signIn("grace")
        }
        #expect(corp.asked.isEmpty)
    }
}
