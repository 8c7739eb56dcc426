import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

/// Looking at a source with somebody's password is no way to guess it.
@Suite struct ExaminedPasswordTests {
    private let corp = ScriptedSource(OutsideHouse.verified())
    private static let id = SourceID(rawValue: "corp")

    private func outside(
        _ policy: ProvisioningPolicy = ProvisioningPolicy(createsOnFirstLogin: true), hasDirectory: Bool = true
    ) async throws -> OutsideHouse {
        corp.have(OutsideHouse.grace)
        corp.alias("g.hopper", of: "grace")
        report(.rejected)
        return try await OutsideHouse(
            corp.opened(as: "corp", policy, hasDirectory: hasDirectory, hasExaminer: true))
    }

    private func report(_ verdict: SourceVerdict) {
        let isFound = verdict == .verified
        corp.report(
            SourceReport(
                source: Self.id, kind: SourceKind(rawValue: "scripted"), verdict: verdict,
                refusal: isFound ? nil : .wrongPassword, steps: [], identity: isFound ? OutsideHouse.grace : nil))
    }

    @discardableResult
    private func look(
        _ outside: OutsideHouse, _ login: String, _ password: String? = "a guess",
        as caller: Caller = TestHouse.operator
    ) async throws(ServiceError) -> SourceVerdict {
        let login = ExaminedLogin(login, password: password.map { Secret($0) })
        return try await outside.house.sources.examine(Self.id, login: login, as: caller).verdict
    }

    @Test func a07_guessesByLookingAtASourceAreLimitedUnderAllNamesTogetherAndKeepNobodyOut() async throws {
        let outside = try await outside()
        try await outside.signIn("grace")
        for number in 0..<10 {
            let login = ["grace", "g.hopper", " GRACE "][number % 3]
            #expect(try await look(outside, login) == .rejected)
        }
        report(.verified)
        for login in ["grace", "g.hopper"] {
            await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) { try await look(outside, login) }
        }
        // Neither the look without a password nor the person is kept out, and a rehearsal is no second try.
        #expect(try await look(outside, "grace", nil) == .verified)
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            try await outside.house.signIn.rehearse(
                login: "grace", password: Secret("a guess"), as: TestHouse.operator)
        }
        try await outside.signIn("grace")
    }

    @Test func a07_aLookPassesOnNoMorePasswordsThanASignIn() async throws {
        let outside = try await outside(
            ProvisioningPolicy(createsOnFirstLogin: true, failuresPassedOn: 3, failurePause: 600))
        try await outside.signIn("grace")
        let asked = corp.asked.count
        for login in ["grace", "g.hopper", "Grace"] { try await look(outside, login) }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 600)) { try await look(outside, "grace") }
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
        try await outside.expectRefusal("corp: paused", .paused)
        #expect(corp.asked.count - asked == 3)
    }

    @Test func z05_thePasswordOfAStrongerAccountIsNotTriedByALook() async throws {
        let outside = try await outside()
        let caller = try await outside.keeper(below: "grace")
        let asked = corp.asked.count
        for verdict in [SourceVerdict.rejected, .verified] {
            report(verdict)
            for login in ["grace", "g.hopper", "grace@corp.example", "grace "] {
                await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
                    try await look(outside, login, as: caller)
                }
            }
        }
        #expect(corp.asked.count == asked)
        report(.rejected)
        #expect(try await look(outside, "somebody", as: caller) == .rejected)
    }

    @Test func z05_whoTurnsOutToBeStrongerAfterwardsIsNotTold() async throws {
        let outside = try await outside(hasDirectory: false)
        let caller = try await outside.keeper(below: "grace")
        report(.verified)
        for _ in 0..<10 {
            await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
                try await look(outside, "g.hopper", as: caller)
            }
        }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            try await look(outside, "g.hopper", as: caller)
        }
    }
}
