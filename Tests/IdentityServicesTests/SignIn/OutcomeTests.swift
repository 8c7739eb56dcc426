import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

@Suite struct OutcomeTests {
    private let corp = ScriptedSource(OutsideHouse.verified())

    private func known() async throws -> OutsideHouse {
        let outside = try await OutsideHouse(corp.opened(as: "corp", createsOnFirstLogin: true))
        try await outside.signIn("grace")
        return outside
    }

    private static let answers: [(ScriptedSource.Answer, ServiceError, String, SignInOutcome)] = [
        (.success(.rejected(.wrongPassword)), .unauthenticated, "corp: rejected (wrong-password)", .rejected),
        (.success(.rejected(.disabled)), .unauthenticated, "corp: rejected (disabled)", .disabled),
        (.success(.rejected(.expired)), .unauthenticated, "corp: rejected (expired)", .disabled),
        (.success(.rejected(.locked)), .unauthenticated, "corp: rejected (locked)", .locked),
        (.success(.rejected(.notNow)), .unauthenticated, "corp: rejected (not-now)", .rejected),
        (.success(.rejected(.notAdmitted)), .unauthenticated, "corp: rejected (not-admitted)", .rejected),
        (
            .success(.rejected(.passwordExpired)), .forbidden(.passwordExpiredAtSource),
            "corp: rejected (password-expired)", .passwordExpired
        ),
        (
            .success(.rejected(.mustChangePassword)), .forbidden(.passwordExpiredAtSource),
            "corp: rejected (must-change-password)", .passwordExpired
        ),
        (.success(.unknownSubject), .unauthenticated, "corp: unknown", .unknown),
        (
            OutsideHouse.failed(.ambiguous, at: .userSearch), .unauthenticated, "corp: ambiguous at user-search",
            .ambiguous
        ),
        (
            OutsideHouse.failed(.misconfigured, at: .attributes), .unauthenticated,
            "corp: misconfigured at attributes", .misconfigured
        ),
        (
            OutsideHouse.failed(.misconfigured, at: .userBind), .unauthenticated,
            "corp: misconfigured at user-bind", .misconfigured
        ),
        (
            OutsideHouse.failed(.unavailable), .unavailable(.source(SourceID(rawValue: "corp"))),
            "corp: unavailable at connect", .unavailable
        ),
        (
            OutsideHouse.failed(.misconfigured, at: .serviceBind),
            .unavailable(.source(SourceID(rawValue: "corp"))), "corp: misconfigured at service-bind", .misconfigured
        ),
    ]

    @Test func theUserIsToldOneOfThreeThingsAndTheAuditWhichStepDecided() async throws {
        let outside = try await known()
        for (answer, told, step, outcome) in Self.answers {
            corp.say(answer)
            await #expect(throws: told) { try await outside.signIn("grace") }
            try await outside.expectRefusal(step, outcome)
        }
    }

    @Test func aNameThatIsNotOnFileIsToldTheSame() async throws {
        let outside = try await known()
        for (answer, told, step, outcome) in Self.answers {
            corp.say(answer)
            await #expect(throws: told) { try await outside.signIn("linus") }
            try await outside.expectRefusal(step == "corp: unknown" ? "unknown-login" : step, outcome)
        }
    }

    /// Pain 20: a directory that does not answer in time is no wrong password.
    @Test func onlyAWrongPasswordCountsTowardsTheLockOfTheAccountAndOfTheAddress() async throws {
        let outside = try await known()
        for (answer, told, _, _) in Self.answers {
            if case .success(.unknownSubject) = answer { continue }
            corp.say(answer)
            let before = try await outside.user("grace").failedLogins
            let isGuess = if case .success(.rejected(.wrongPassword)) = answer { true } else { false }
            for _ in 0..<20 {
                do throws(ServiceError) { try await outside.signIn("grace") } catch {
                    if case .limited = error { #expect(isGuess) } else { #expect(error == told) }
                }
            }
            let user = try await outside.user("grace")
            #expect(user.failedLogins == before + (isGuess ? 10 : 0))
            #expect((user.lastFailedLoginAt == nil) == (before == 0 && !isGuess))
            outside.house.clock.advance(by: 901)
        }
        corp.say(OutsideHouse.verified())
        try await outside.signIn("grace")
        #expect(try await outside.user("grace").failedLogins == 0)
    }

    @Test func whoIsRefusedForAnotherReasonThanThePasswordIsSlowedByAddressAlone() async throws {
        let outside = try await OutsideHouse(
            corp.opened(as: "corp", createsOnFirstLogin: true), limits: SignInLimits(failuresPerAddress: 15))
        corp.say(.success(.rejected(.locked)))
        for _ in 0..<15 { await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") } }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) { try await outside.signIn("grace") }
        corp.say(OutsideHouse.verified())
        try await outside.signIn("grace", from: "198.51.100.7")
    }

    @Test func aRightPasswordThatHasToBeRenewedThereIsToldOnlyToWhomThisHouseLetsIn() async throws {
        let outside = try await known()
        corp.say(.success(.rejected(.mustChangePassword)))
        var disable = EditUser()
        disable.isEnabled = false
        _ = try await outside.house.users.edit(.login("grace"), disable, as: TestHouse.operator)
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
        try await outside.expectRefusal("disabled", .disabled)
    }

    @Test func l01_anEmptyPasswordOrOneWithANulNeverReachesASource() async throws {
        let outside = try await known()
        let asked = corp.asked
        for password in ["", "\u{0}", "secret\u{0}"] {
            for login in ["grace", "linus"] {
                await #expect {
                    try await outside.signIn(login, password)
                } throws: { error in
                    guard case ServiceError.invalidInput(let problems) = error else { return false }
                    return problems.map(\.field) == ["password"]
                }
            }
        }
        #expect(corp.asked == asked)
    }

    @Test func spacesAroundALoginAreNoPartOfIt() async throws {
        let outside = try await known()
        corp.say(.success(.rejected(.wrongPassword)))
        for _ in 0..<5 { await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("GRACE ") } }
        for _ in 0..<5 { await #expect(throws: OutsideHouse.neutral) { try await outside.signIn(" grace") } }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) { try await outside.signIn("grace") }
        await #expect(throws: ServiceError.self) { try await outside.signIn("   ") }
        #expect(!corp.asked.contains { $0.contains(" ") })
    }
}
