import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// Whoever may only look gets nothing more out of what merely pretends to act.
@Suite struct RehearsalRightsTests {
    private func state(_ house: TestHouse) async throws -> [User] {
        try await house.users.list(UserQuery(limit: 1_000), as: TestHouse.operator)
    }

    @Test func z11_aRehearsalOfAnImportTellsAndChangesNothingForAViewer() async throws {
        let house = try await TestHouse()
        try await house.user("vera", roles: [.auditor])
        try await house.user("ada", email: "ada@example.org")
        let vera = try await house.signedIn("vera"), before = try await state(house)
        for name in ["ada", "nobody-yet"] {
            for way in ExistingUsers.allCases {
                await #expect(throws: ServiceError.forbidden(.missingRight(.manageUsers))) {
                    _ = try await house.importing([row(name)], onExisting: way, rehearsing: true, as: vera)
                }
            }
        }
        #expect(try await state(house) == before)
    }

    @Test func z11_aPlanShowsAViewerWhatMayBeReadAndChangesNothing() async throws {
        let house = try await TestHouse()
        try await house.user("vera", roles: [.auditor])
        try await house.user("mia")
        try await house.user("ada", email: "ada@example.org")
        let vera = try await house.signedIn("vera"), mia = try await house.signedIn("mia")
        let before = try await state(house)
        let wish = TestHouse.state([DesiredEntry(.users, "ada", fields: [.givenName: .text("Ada")])])
        await #expect(throws: ServiceError.forbidden(.missingRight(.readUsers))) {
            _ = try await house.desiredState.plan(wish, as: mia)
        }
        let plan = try await house.desiredState.plan(wish, as: vera)
        #expect(plan.steps.map(\.name) == ["ada"] && plan.steps.flatMap(\.changes).map(\.before) == [.empty])
        for step in plan.steps {
            await #expect(throws: ServiceError.forbidden(.missingRight(.manageUsers))) {
                try await house.desiredState.apply(step, as: vera)
            }
        }
        #expect(try await state(house) == before)
    }
}
