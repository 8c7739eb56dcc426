import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct DesiredPruneTests {
    private func acts(_ plan: DesiredPlan) -> [String] { plan.steps.map { "\($0.act) \($0.section) \($0.name)" } }

    @Test func whatIsNotNamedGoesOnlyWhereThatIsAskedFor() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.apply(
            DesiredEntry(.groups, "ops", children: [DesiredEntry(.groups, "linux")]), DesiredEntry(.groups, "lab"),
            DesiredEntry(.roles, "deployer"), DesiredEntry(.clients, "sdk"), DesiredEntry(.tenants, "night"),
            DesiredEntry(.organizations, "acme"))
        let wish = [DesiredEntry(.groups, "lab"), DesiredEntry(.organizations, "acme")]
        #expect(acts(try await house.plan(wish[0], wish[1])) == [])
        #expect(
            acts(try await house.plan(wish[0], pruning: [.groups])) == ["delete groups ops/linux", "delete groups ops"])
        #expect(await house.planProblems(wish[0], pruning: [.users]) == ["users"])
        var state = TestHouse.state([wish[0]])
        for section in DesiredSection.allCases { state.add(section, []) }
        let plan = try await house.desiredState.plan(
            state, pruning: Set(DesiredSection.allCases), as: TestHouse.operator)
        #expect(
            acts(plan) == [
                "delete groups ops/linux", "delete groups ops", "delete roles deployer", "delete clients sdk",
                "delete tenants night", "delete organizations acme",
            ])
        #expect(plan.kept.map(\.reason) == [.lastAdministrator])
        for step in plan.steps { try await house.desiredState.apply(step, as: TestHouse.operator) }
        #expect(try await house.organizations.list(limit: 5, as: TestHouse.operator).map(\.id) == [.standard])
    }

    @Test func z07_theLastAdministratorIsKeptWhateverTheWishLeavesOut() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("ada")
        let wish = DesiredEntry(.users, "bob")
        let plan = try await house.apply(wish, pruning: [.users])
        #expect(acts(plan) == ["create users bob", "delete users ada"])
        #expect(plan.kept.map(\.name) == ["root"])
        try await house.user("other", roles: [.superAdmin])
        #expect(
            acts(try await house.plan(wish, DesiredEntry(.users, "other"), pruning: [.users])) == ["delete users root"])
    }

    @Test func z07_theLastAdministratorIsNotDemoted() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        await house.expectRefusal(.conflict(.lastAdministrator)) {
            try await $0.apply(DesiredEntry(.users, "root", fields: [.roles: .names(["member"])]))
        }
    }

    @Test func aReferenceToWhatIsPrunedIsAReferenceToNothing() async throws {
        let house = try await TestHouse()
        try await house.apply(DesiredEntry(.groups, "ops"), DesiredEntry(.roles, "deployer"))
        var state = TestHouse.state([
            DesiredEntry(
                .users, "ada", at: "users[0]", fields: [.groups: .names(["ops"]), .roles: .names(["deployer"])])
        ])
        state.add(.groups, [])
        state.add(.roles, [])
        await house.expectInvalid(["users[0].roles[0]", "users[0].groups[0]"], state, pruning: [.groups, .roles])
    }

    @Test func z05_whoRulesOneOrganizationGrantsNothingBeyondItAndReachesNoOther() async throws {
        let house = try await TestHouse()
        try await house.apply(
            DesiredEntry(.organizations, "acme"),
            DesiredEntry(.groups, "theirs", fields: [.organization: .text("acme")]))
        try await house.user("boss", roles: [.orgAdmin])
        try await house.user("root", roles: [.superAdmin])
        let boss = try await house.signedIn("boss")
        await house.expectRefusal(.forbidden(.targetIsStronger)) {
            try await $0.apply(DesiredEntry(.users, "ada", fields: [.roles: .names(["super-admin"])]), as: boss)
        }
        await house.expectRefusal(.forbidden(.targetIsStronger)) {
            try await $0.apply(DesiredEntry(.groups, "ops", fields: [.roles: .names(["admin"])]), as: boss)
        }
        let plan = try await house.plan(DesiredEntry(.groups, "own"), pruning: [.groups], as: boss)
        #expect(acts(plan) == ["create groups own"])
        let foreign = await house.problem {
            _ = try await $0.plan(DesiredEntry(.groups, "x", fields: [.organization: .text("acme")]), as: boss)
        }
        #expect(foreign != nil)
        let users = try await house.plan(
            DesiredEntry(.users, "boss"), pruning: [.users], as: boss)
        for step in users.steps where step.name == "root" {
            await house.expectRefusal(.forbidden(.targetIsStronger)) {
                try await $0.desiredState.apply(step, as: boss)
            }
        }
    }
}

extension TestHouse {
    fileprivate func expectInvalid(
        _ fields: [String], _ state: DesiredState, pruning: Set<DesiredSection>
    ) async {
        let error = await problem {
            _ = try await $0.desiredState.plan(state, pruning: pruning, as: TestHouse.operator)
        }
        guard case .invalidInput(let problems)? = error else { return #expect(Bool(false), "it was taken") }
        #expect(problems.map(\.field) == fields)
    }
}
