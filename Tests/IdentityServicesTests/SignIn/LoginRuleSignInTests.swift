import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

@Suite struct LoginRuleSignInTests {
    private let corp = ScriptedSource(OutsideHouse.verified())
    private static let rules = [LoginRule(from: "CORP\\*", to: "*"), LoginRule(from: "*@corp.example.org", to: "*")]

    private func outside() async throws -> OutsideHouse {
        try await OutsideHouse(
            corp.opened(as: "corp", ProvisioningPolicy(createsOnFirstLogin: true, loginRules: Self.rules)))
    }

    @Test func aRuleIsAppliedBeforeTheSourceIsAskedAndFindsTheAccount() async throws {
        let outside = try await outside()
        let user = try await outside.signIn("corp\\grace")
        #expect(try await outside.signIn("grace@corp.example.org").id == user.id)
        #expect(try await outside.signIn("grace").id == user.id)
        #expect(corp.asked == ["grace", "grace", "grace"])
    }

    @Test func allWritingsOfALoginHaveOneCountOfWrongPasswords() async throws {
        let outside = try await outside()
        try await outside.signIn("grace")
        corp.say(.success(.rejected(.wrongPassword)))
        for login in ["grace", "CORP\\grace", "grace@corp.example.org", "corp\\GRACE", "GRACE"] {
            for _ in 0..<2 { await #expect(throws: OutsideHouse.neutral) { try await outside.signIn(login) } }
        }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) { try await outside.signIn("grace") }
    }

    @Test func aRuleOfASourceLeadsToNoAccountOfAnother() async throws {
        let outside = try await outside()
        try await outside.house.user("admin", roles: [.superAdmin])
        corp.say(.success(.unknownSubject))
        await #expect(throws: OutsideHouse.neutral) { try await outside.signIn("CORP\\admin", TestHouse.password) }
        #expect(corp.asked == ["admin"])
        #expect(try await outside.user("admin").failedLogins == 0)
        try await outside.expectRefusal("unknown-login", .unknown)
    }
}
