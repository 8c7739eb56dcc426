import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// Who says how long an account lasts.
@Suite struct OwnEndTests {
    private func edit(_ change: (inout EditUser) -> Void) -> EditUser {
        var edit = EditUser()
        change(&edit)
        return edit
    }

    /// An administrator whose account ends in a month.
    private func house() async throws -> (house: TestHouse, boss: Caller, end: Date) {
        let house = try await TestHouse()
        let end = house.clock.now().addingTimeInterval(2_592_000)
        try await house.user("boss", roles: [.admin])
        _ = try await house.users.edit(.login("boss"), edit { $0.validUntil = .set(end) }, as: TestHouse.operator)
        return (house, try await house.signedIn("boss"), end)
    }

    @Test func z02_nobodyMovesTheEndTheProfileOrTheEnablingOfTheOwnAccount() async throws {
        let (house, boss, end) = try await house()
        let key = try await house.caller(with: house.key(by: boss).token)
        let edits = [
            edit { $0.validUntil = .clear }, edit { $0.validUntil = .set(end.addingTimeInterval(1)) },
            edit { $0.trial = .set(Trial(grantedOn: house.clock.now(), expiresOn: end)) },
            edit { $0.profile = .set("gold") }, edit { $0.isEnabled = false },
        ]
        for caller in [boss, key] {
            for edit in edits {
                await #expect(throws: ServiceError.forbidden(.ownAccount)) {
                    try await house.users.edit(.login("boss"), edit, as: caller)
                }
            }
        }
        let renamed = try await house.users.edit(.login("boss"), edit { $0.displayName = "Boss" }, as: boss)
        #expect(renamed.validUntil == end && renamed.profile == nil && renamed.isEnabled)
    }

    @Test func z02_whoseAccountEndsGivesNobodyALaterEnd() async throws {
        let (house, boss, end) = try await house()
        try await house.user("ada")
        let sooner = edit { $0.validUntil = .set(end.addingTimeInterval(-60)) }
        _ = try await house.users.edit(.login("ada"), sooner, as: boss)
        for change in [Change.set(end.addingTimeInterval(1)), .clear] {
            await #expect(throws: ServiceError.forbidden(.outlivesCaller)) {
                try await house.users.edit(.login("ada"), edit { $0.validUntil = change }, as: boss)
            }
        }
        let ada = try await house.users.edit(.login("ada"), edit { $0.validUntil = .set(end) }, as: boss)
        #expect(ada.validUntil == end)
        _ = try await house.users.edit(.login("ada"), edit { $0.validUntil = .clear }, as: TestHouse.operator)
    }

    @Test func z07_whoEndsByTimeAloneOrCanNotSignInIsNoLastAdministrator() async throws {
        let house = try await TestHouse(), last = ServiceError.conflict(.lastAdministrator)
        let permanent = try await house.user("permanent", roles: [.superAdmin])
        try await house.user("passing", roles: [.superAdmin])
        let end = house.clock.now().addingTimeInterval(2_592_000)
        _ = try await house.users.edit(.login("passing"), edit { $0.validUntil = .set(end) }, as: TestHouse.operator)
        _ = try await house.users.create(
            CreateUser(login: "bare", roles: [Role.superAdmin.rawValue]), as: TestHouse.operator)
        var invite = Invite(email: "invited@example.org")
        invite.roles = [Role.superAdmin.rawValue]
        _ = try await house.invitations.create(invite, as: TestHouse.operator)
        for change in [edit { $0.roles = ["member"] }, edit { $0.isEnabled = false }] {
            await #expect(throws: last) {
                try await house.users.edit(.id(permanent.id), change, as: TestHouse.operator)
            }
        }
        await #expect(throws: last) { try await house.users.delete(.id(permanent.id), as: TestHouse.operator) }
        _ = try await house.users.edit(.id(permanent.id), edit { $0.displayName = "P" }, as: TestHouse.operator)
        _ = try await house.users.setPassword(
            of: .login("bare"), to: Secret(TestHouse.password), as: TestHouse.operator)
        try await house.users.delete(.id(permanent.id), as: TestHouse.operator)
    }
}
