import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

/// A password outlives the key or the impersonation with which it is set.
@Suite struct HandedPasswordTests {
    private static let password = Secret("a quiet green harbour")
    private static let credentials: [CreateUser.Credential] = [
        .password(password, temporary: true), .imported(PlainHasher.hash(of: password)),
    ]

    /// Every way in which somebody is given a password fails.
    private func expectRefusal(_ error: ServiceError, as caller: Caller, in house: TestHouse) async throws {
        try await house.user("ada")
        let invited = try await house.invitations.create(Invite(email: "eve@example.org"), as: TestHouse.operator)
        for credential in Self.credentials {
            let new = CreateUser(login: "new", credential: credential)
            await #expect(throws: error) { try await house.users.create(new, as: caller) }
            let outcomes = try await house.users.bulk([.create(new)], as: caller)
            if case .refused(let found)? = outcomes.first {
                #expect(found == error)
            } else {
                Issue.record("\(outcomes)")
            }
        }
        await #expect(throws: error) {
            try await house.users.setPassword(of: .login("ada"), to: Self.password, as: caller)
        }
        await #expect(throws: error) {
            try await house.invitations.create(Invite(email: "new@example.org"), as: caller)
        }
        await #expect(throws: error) {
            try await house.invitations.resend(.id(invited.invitation.id), as: caller)
        }
        _ = try await house.users.create(CreateUser(login: "without"), as: caller)
    }

    @Test func t18_aKeyThatExpiresHandsOutNoPasswordThatOutlivesIt() async throws {
        let house = try await TestHouse()
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss")
        let key = try await house.key("short", lasts: 60, by: boss)
        let caller = try await house.caller(with: key.token)
        let refusal = ServiceError.unsupported("With a key that expires no passwords are set: they would outlive it.")
        try await expectRefusal(refusal, as: caller, in: house)
        let rows = [row("bob") { $0.credential = Self.credentials[1] }, row("cy")]
        #expect(try await house.importing(rows, as: caller) == [.refused(refusal), .created])
        let lasting = try await house.caller(with: try await house.key("lasting", by: boss).token)
        _ = try await house.users.create(CreateUser(login: "new", credential: Self.credentials[0]), as: lasting)
    }

    @Test func z10_whoActsAsAUserGivesNobodyAPassword() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("boss", roles: [.admin])
        let caller = try await house.impersonation.caller(
            actingAs: .login("boss"), as: try await house.signedIn("root"))
        try await expectRefusal(.forbidden(.impersonating), as: caller, in: house)
    }
}
