import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct DesiredExportTests {
    @Test func anExportMakesTheSameStateElsewhereAndThenPlansNothing() async throws {
        let house = try await TestHouse(), operatorOfBoth = TestHouse.operator
        try await house.user("root", roles: [.superAdmin])
        let begin = Date(timeIntervalSince1970: 1_900_000_000.5)
        try await house.apply(
            DesiredEntry(.organizations, "acme", fields: [.name: .text("Acme Ltd")]),
            DesiredEntry(.organizations, "default", fields: [.name: .text("Home")]),
            DesiredEntry(.tenants, "night", fields: [.organization: .text("acme")]),
            DesiredEntry(.clients, "sdk", fields: [.about: .text("the SDK"), .enabled: .flag(false)]),
            DesiredEntry(
                .roles, "sdk/operator",
                fields: [.permissions: .names(["model/m-one:put", "users:read"]), .reach: .text("server")]),
            DesiredEntry(
                .groups, "Ops", fields: [.permissions: .names(["model:*"]), .organization: .text("acme")],
                children: [
                    DesiredEntry(
                        .groups, "Linux",
                        fields: [
                            .roles: .names(["sdk/operator"]), .mappedExternalGroups: .names(["cn=linux,dc=x", "z"]),
                        ], children: [DesiredEntry(.groups, "kernel")])
                ]),
            DesiredEntry(
                .users, "Ada",
                fields: [
                    .tenant: .text("night"), .email: .text("ada@example.org"), .emailVerified: .flag(true),
                    .profile: .text("designer"), .validUntil: .time(begin), .enabled: .flag(false),
                    .trial: .trial(Trial(grantedOn: begin, expiresOn: begin.addingTimeInterval(9))),
                    .groups: .names(["ops/linux", "ops/linux/kernel"]), .roles: .names(["reader", "sdk/operator"]),
                    .defaultWorkspace: .text("lab"),
                ]),
            DesiredEntry(.users, "bob", fields: [.organization: .text("acme"), .roles: .names([])]),
            DesiredEntry(
                .workspaces, "lab",
                fields: [.organization: .text("acme"), .members: .members(["ada": .owner, "bob": .collaborator])]),
            DesiredEntry(
                .workspaces, "old",
                fields: [.organization: .text("acme"), .archived: .flag(true), .members: .members(["bob": .owner])]),
            DesiredEntry(
                .workspaces, "bob - Default Workspace",
                fields: [.organization: .text("acme"), .members: .members(["bob": .owner])]))
        let exported = try await house.exported()
        #expect(try await house.desiredState.plan(exported, as: operatorOfBoth).steps.isEmpty)

        let copy = try await TestHouse()
        let plan = try await copy.desiredState.plan(exported, as: operatorOfBoth)
        for step in plan.steps { try await copy.desiredState.apply(step, as: operatorOfBoth) }
        let everything = Set(DesiredSection.allCases)
        let rest = try await copy.desiredState.plan(exported, pruning: everything, as: operatorOfBoth)
        #expect(rest.steps.isEmpty)
        let again = try await copy.exported()
        for section in DesiredSection.allCases {
            let left = exported.sections[section] ?? [], right = again.sections[section] ?? []
            #expect(left.map(Shape.init) == right.map(Shape.init))
            #expect(!left.isEmpty)
        }
    }

    @Test func usersComePageByPage() async throws {
        let house = try await TestHouse()
        for number in 1...501 {
            _ = try await house.users.create(CreateUser(login: "u\(number)"), as: TestHouse.operator)
        }
        let first = try await house.desiredState.export(.users, as: TestHouse.operator)
        let second = try await house.desiredState.export(.users, after: first.next, as: TestHouse.operator)
        #expect(first.entries.count == 500)
        #expect(second.entries.map(\.name) == ["u99"])
        #expect(second.next == nil)
    }

    @Test func z03_anExportHoldsNothingOfAnotherOrganization() async throws {
        let house = try await TestHouse()
        try await house.apply(
            DesiredEntry(.organizations, "acme"), DesiredEntry(.users, "ada", fields: [.organization: .text("acme")]),
            DesiredEntry(.groups, "ops", fields: [.organization: .text("acme")]),
            DesiredEntry(
                .workspaces, "lab", fields: [.organization: .text("acme"), .members: .members(["ada": .owner])]))
        try await house.user("boss", roles: [.orgAdmin])
        let boss = try await house.signedIn("boss")
        for section in [DesiredSection.organizations, .tenants, .groups, .users, .workspaces] {
            let entries = try await house.desiredState.export(section, as: boss).entries
            #expect(!entries.contains { $0.name == "acme" || $0.fields[.organization] == .text("acme") })
        }
        let plan = try await house.plan(DesiredEntry(.users, "boss"), pruning: [.users], as: boss)
        #expect(plan.steps.isEmpty)
    }
}

/// Everything that an entry says, for comparison.
private struct Shape: Equatable {
    let name: String
    let fields: Fields
    let children: [Shape]

    init(_ entry: DesiredEntry) {
        name = entry.name
        fields = entry.fields
        children = entry.children.map(Shape.init)
    }
}
