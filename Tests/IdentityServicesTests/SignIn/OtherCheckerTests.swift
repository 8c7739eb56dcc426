import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

/// A directory whose people another source signs in.
@Suite struct OtherCheckerTests {
    private let corp = ScriptedSource(.success(.rejected(.other)))
    private let checker = ScriptedSource(
        OutsideHouse.verified {
            $0.externalID = "at-the-checker"
            $0.displayName = "somebody"
        })

    private func outside(refreshes: Bool = true, hasDirectory: Bool = true) async throws -> OutsideHouse {
        corp.have(OutsideHouse.grace)
        let policy = ProvisioningPolicy(
            createsOnFirstLogin: true, refreshesOnLogin: refreshes, loginRules: [LoginRule(from: "CORP\\*", to: "*")],
            signsInThrough: SourceID(rawValue: "checker"))
        return try await OutsideHouse(
            corp.opened(as: "corp", policy, hasDirectory: hasDirectory),
            checker.opened(as: "checker", ProvisioningPolicy(loginRules: [LoginRule(from: "*", to: "*@idp")])))
    }

    @Test func theOneChecksThePasswordAndTheOtherSaysWhoItIs() async throws {
        let outside = try await outside()
        let user = try await outside.signIn("CORP\\grace")
        #expect(user.source.rawValue == "corp" && user.externalID == "e-1")
        #expect(user.displayName.display == "Grace Hopper")
        #expect(try await outside.signIn("grace@corp.example").id == user.id)
        #expect(checker.asked == ["grace@idp", "grace@idp"])
        #expect(corp.lookedUp == ["grace", "e-1"] && corp.asked.isEmpty)
    }

    @Test func aWrongPasswordThereIsOneHere() async throws {
        let outside = try await outside()
        try await outside.signIn("grace")
        checker.say(.success(.rejected(.wrongPassword)))
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
        try await outside.expectRefusal("checker: rejected (wrong-password)", .rejected)
        #expect(try await outside.user("grace").failedLogins == 1)
    }

    @Test func whoWasVerifiedUnderAnotherLoginIsNobodyHere() async throws {
        let outside = try await outside()
        checker.say(OutsideHouse.verified { $0.login = "linus" })
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
        try await outside.expectRefusal("checker: misconfigured at attributes", .misconfigured)
        // The supplier finds the name as a mail address of somebody else.
        checker.say(OutsideHouse.verified { $0.login = "grace@corp.example" })
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace@corp.example") }
        #expect(try await outside.userCount() == 0)
    }

    @Test func whomTheSupplierNoLongerHasIsRefused() async throws {
        let outside = try await outside()
        try await outside.signIn("grace")
        corp.have()
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
        try await outside.expectRefusal("corp: unknown", .unknown)
        corp.failDirectory(with: SourceFailure(.unavailable, at: .connect, "down"))
        await #expect(throws: ServiceError.unavailable(.source(SourceID(rawValue: "corp")))) {
            try await outside.signIn("grace")
        }
    }

    @Test func aSupplierThatIsNotToBeFollowedAtSignInIsNotAskedThen() async throws {
        let outside = try await outside(refreshes: false)
        try await outside.signIn("grace")
        corp.failDirectory(with: SourceFailure(.unavailable, at: .connect, "down"))
        try await outside.signIn("grace")
        #expect(corp.lookedUp == ["grace"])
    }

    @Test func l16_aLoginThatWentToSomebodyElseSinceTheLastSyncOpensNobodysAccount() async throws {
        let outside = try await outside()
        try await outside.signIn("grace")
        // She is called otherwise now, and her login is another person's at both sources.
        var renamed = OutsideHouse.grace
        renamed.login = "hopper"
        let heir = ExternalIdentity(externalID: "e-2", login: "grace", displayName: "Grace Jones", groups: [])
        corp.have(renamed, heir)
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
        try await outside.expectRefusal("corp: misconfigured at attributes", .misconfigured)
        #expect(try await outside.user("grace").externalID == "e-1")
        // Under the new name she is found, and followed.
        checker.say(OutsideHouse.verified { $0.login = "hopper" })
        #expect(try await outside.signIn("hopper").externalID == "e-1")
    }

    @Test func withoutADirectoryNobodyNewComesIn() async throws {
        let outside = try await outside(hasDirectory: false)
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("grace") }
        #expect(try await outside.userCount() == 0)
    }
}
