import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct DesiredStateTests {
    private func acts(_ plan: DesiredPlan) -> [String] { plan.steps.map { "\($0.act) \($0.section) \($0.name)" } }

    @Test func everythingIsMadeInTheOrderOfItsReferencesAndOnce() async throws {
        let house = try await TestHouse()
        func wish() -> DesiredState {
            TestHouse.state([
                DesiredEntry(
                    .workspaces, "lab",
                    fields: [.organization: .text("acme"), .members: .members(["ada": .owner, "bob": .collaborator])]),
                DesiredEntry(
                    .users, "ada",
                    fields: [
                        .tenant: .text("night"), .groups: .names(["Ops/Linux"]), .roles: .names(["sdk/operator"]),
                        .defaultWorkspace: .text("lab"),
                    ]),
                DesiredEntry(.users, "bob", fields: [.organization: .text("acme")]),
                DesiredEntry(
                    .groups, "ops", fields: [.organization: .text("acme")],
                    children: [DesiredEntry(.groups, "linux", fields: [.roles: .names(["sdk/operator"])])]),
                DesiredEntry(.roles, "sdk/operator", fields: [.permissions: .names(["model:read"])]),
                DesiredEntry(.clients, "sdk"), DesiredEntry(.tenants, "night", fields: [.organization: .text("acme")]),
                DesiredEntry(.tenants, "acme", fields: [.organization: .text("acme"), .name: .text("Acme at large")]),
                DesiredEntry(.organizations, "acme", fields: [.name: .text("Acme")]),
            ])
        }
        let plan = try await house.desiredState.plan(wish(), as: TestHouse.operator)
        #expect(
            acts(plan) == [
                "create organizations acme", "create tenants night", "change tenants acme", "create clients sdk",
                "create roles sdk/operator", "create groups ops", "create groups ops/linux", "create users ada",
                "create users bob", "create workspaces lab", "change users ada",
            ])
        for step in plan.steps { try await house.desiredState.apply(step, as: TestHouse.operator) }
        let again = try await house.desiredState.plan(wish(), as: TestHouse.operator)
        #expect(acts(again) == [])
        #expect(again.unchanged == 10)
        let ada = try await house.users.read(.login("ada"), as: TestHouse.operator)
        #expect(ada.tenant.rawValue == "night")
        #expect(ada.defaultWorkspace != nil)
        #expect(ada.organization.rawValue == "acme")
    }

    @Test func onlyWhatIsNamedIsTouchedAndNullClears() async throws {
        let house = try await TestHouse()
        try await house.user("ada", roles: [.auditor], email: "ada@example.org")
        let plan = try await house.apply(DesiredEntry(.users, "ada", fields: [.givenName: .text("Ada")]))
        #expect(plan.steps.map(\.changes.count) == [1])
        #expect(plan.steps[0].changes[0].before == .empty)
        var ada = try await house.users.read(.login("ada"), as: TestHouse.operator)
        #expect(ada.email?.display == "ada@example.org")
        #expect(ada.roles == [.auditor])
        try await house.apply(DesiredEntry(.users, "ada", fields: [.email: .empty, .roles: .names([])]))
        ada = try await house.users.read(.login("ada"), as: TestHouse.operator)
        #expect(ada.email == nil)
        #expect(ada.roles == [])
        #expect(ada.givenName == "Ada")
    }

    @Test func aNameInAnotherCaseIsTheSameThing() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let wish = [
            DesiredEntry(.groups, "Ops", children: [DesiredEntry(.groups, "Linux")]),
            DesiredEntry(.users, "ADA", fields: [.groups: .names(["OPS/linux"])]),
            DesiredEntry(.roles, "Deployer"),
            DesiredEntry(.workspaces, "Lab", fields: [.members: .members(["Ada": .owner])]),
        ]
        let plan = try await house.desiredState.plan(TestHouse.state(wish), as: TestHouse.operator)
        for step in plan.steps { try await house.desiredState.apply(step, as: TestHouse.operator) }
        let same = try await house.plan(
            DesiredEntry(.groups, "ops", children: [DesiredEntry(.groups, "LINUX")]),
            DesiredEntry(.users, "ada", fields: [.groups: .names(["/ops/LINUX"])]), DesiredEntry(.roles, "DEPLOYER"),
            DesiredEntry(.workspaces, "LAB", fields: [.members: .members(["ADA": .owner])]))
        #expect(acts(same) == [])
        let twice = await house.planProblems(
            DesiredEntry(.users, "ada", at: "users[0]"), DesiredEntry(.users, "ADA", at: "users[1]"),
            DesiredEntry(.groups, "ops", at: "groups[0]"), DesiredEntry(.groups, "OPS", at: "groups[1]"))
        #expect(twice == ["groups[1].name", "users[1].login"])
    }

    @Test func allThatIsWrongIsToldAtOnceAndNothingIsDone() async throws {
        let house = try await TestHouse()
        let problems = await house.planProblems(
            DesiredEntry(.tenants, "t", at: "tenants[0]", fields: [.organization: .text("nowhere")]),
            DesiredEntry(.roles, "Admin", at: "roles[0]"),
            DesiredEntry(.roles, "ghost/x", at: "roles[1]", fields: [.permissions: .names(["a:b", "nonsense"])]),
            DesiredEntry(
                .groups, "ops", at: "groups[0]", fields: [.roles: .names(["member", "nothing"])],
                children: [DesiredEntry(.groups, "a/b", at: "groups[0].groups[0]")]),
            DesiredEntry(
                .users, "me", at: "users[0]",
                fields: [.groups: .names(["ops", "ops/none"]), .email: .text("x"), .defaultWorkspace: .text("w")]),
            DesiredEntry(.workspaces, "lab", at: "workspaces[0]", fields: [.members: .members(["ghost": .owner])]),
            DesiredEntry(.workspaces, "hall", at: "workspaces[1]"))
        #expect(
            Set(problems) == [
                "tenants[0].organization", "roles[0].name", "roles[1].name", "roles[1].permissions[1]",
                "groups[0].roles[1]", "groups[0].groups[0].name", "users[0].login", "users[0].email",
                "users[0].groups[1]", "users[0].defaultWorkspace", "workspaces[0].members.ghost",
                "workspaces[1].members",
            ])
        #expect(try await house.records().isEmpty)
    }

    @Test func z06_aGroupThatWouldStandAboveItselfIsRefused() async throws {
        let house = try await TestHouse()
        try await house.apply(DesiredEntry(.groups, "ops", children: [DesiredEntry(.groups, "linux")]))
        let below = DesiredEntry(
            .groups, "linux", at: "groups[0].groups[0]",
            children: [
                DesiredEntry(.groups, "ops", at: "x", fields: [.movedFrom: .text("OPS")])
            ])
        #expect(await house.planProblems(DesiredEntry(.groups, "ops", children: [below])) == ["x.movedFrom"])
    }

    @Test func aGroupIsMovedWithItsMembers() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        try await house.apply(
            DesiredEntry(.groups, "ops", children: [DesiredEntry(.groups, "linux")]),
            DesiredEntry(.users, "ada", fields: [.groups: .names(["ops/linux"])]))
        let before = try await house.groups.read(.path(["ops", "linux"]), as: TestHouse.operator).group.id
        let wish = DesiredEntry(.groups, "unix", fields: [.movedFrom: .text("ops/linux")])
        let plan = try await house.apply(wish, DesiredEntry(.groups, "ops"), pruning: [.groups])
        #expect(acts(plan) == ["change groups unix"])
        #expect(try await house.groups.read(.path(["unix"]), as: TestHouse.operator).group.id == before)
        #expect(acts(try await house.plan(wish, DesiredEntry(.groups, "ops"), pruning: [.groups])) == [])
        let ada = try await house.groups.groups(of: .login("ada"), as: TestHouse.operator)
        #expect(ada.map(\.place.path) == ["unix"])
    }

    @Test func aChoiceMadeOnceIsNotChanged() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        _ = try await house.organizations.create(CreateOrganization(id: "acme"), as: TestHouse.operator)
        _ = try await house.tenants.create(CreateTenant(id: "night"), as: TestHouse.operator)
        let problems = await house.planProblems(
            DesiredEntry(.tenants, "night", at: "tenants[0]", fields: [.organization: .text("acme")]),
            DesiredEntry(.users, "ada", at: "users[0]", fields: [.source: .text("corp")]))
        #expect(problems == ["tenants[0].organization", "users[0].source"])
    }

    @Test func aStepThatWasOvertakenIsRefused() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let plan = try await house.plan(DesiredEntry(.users, "ada", fields: [.givenName: .text("Ada")]))
        var edit = EditUser()
        edit.familyName = .set("Lovelace")
        _ = try await house.users.edit(.login("ada"), edit, as: TestHouse.operator)
        await house.expectRefusal(.conflict(.versionMoved(current: 2))) {
            try await $0.desiredState.apply(plan.steps[0], as: TestHouse.operator)
        }
    }
}
