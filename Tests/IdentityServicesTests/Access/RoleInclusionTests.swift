import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct RoleInclusionTests {
    private func including(_ roles: Role...) -> EditRole {
        var edit = EditRole()
        edit.including = Set(roles)
        return edit
    }

    @Test func whoHoldsARoleHoldsWhatItIncludesAndSoOn() async throws {
        let house = try await TestHouse()
        let inner = try await house.role("inner", ["users:read"])
        let middle = try await house.role("middle", ["model/m1:put"])
        let outer = try await house.role("outer", [])
        _ = try await house.roles.edit(middle, including(inner, .auditor), as: TestHouse.operator)
        _ = try await house.roles.edit(outer, including(middle), as: TestHouse.operator)
        let ada = try await house.user("ada", roles: [outer])
        let grants = try await house.grants(of: "ada")
        #expect(grants.reach(of: .readUsers) == .server)
        #expect(grants.allow(Permission("model", id: "m1", action: "put"), in: .standard))
        let held = try await house.roles.held(by: ada.id, as: TestHouse.operator)
        #expect(held.direct.map(\.role) == [outer])
        #expect(held.effective.map(\.role) == [.auditor, inner, middle, outer])
        let why = try await house.authorization.explain(
            .id(ada.id), Permission("model", id: "m1", action: "put"), as: TestHouse.operator)
        #expect(why.paths.map(\.source) == [.includedRole(middle, in: outer)])
        let who = try await house.authorization.who(
            WhoQuery(Permission(.readAudit), in: .standard, limit: 9), as: TestHouse.operator)
        #expect(who.users.map(\.login.display) == ["ada"])
        var edit = EditRole()
        edit.excluding = [middle]
        #expect(try await house.roles.edit(outer, edit, as: TestHouse.operator).includes.isEmpty)
        #expect(!(try await house.grants(of: "ada").contains(.readAudit)))
    }

    @Test func aCircleOfRolesGivesNothingMore() async throws {
        let house = try await TestHouse()
        let one = try await house.role("one", ["users:read"]), two = try await house.role("two", ["audit:read"])
        _ = try await house.roles.edit(one, including(two, one), as: TestHouse.operator)
        _ = try await house.roles.edit(two, including(one), as: TestHouse.operator)
        let ada = try await house.user("ada", roles: [two])
        let held = try await house.roles.held(by: ada.id, as: TestHouse.operator)
        #expect(held.effective.map(\.role) == [one, two])
        #expect(try await house.grants(of: "ada").rights == [.readUsers, .readAudit])
    }

    @Test func z05_nobodyIncludesMoreThanTheyHold() async throws {
        let house = try await TestHouse()
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss")
        let mine = try await house.role("mine", [])
        let strong = try await house.role("strong", ["server:manage"])
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.roles.edit(mine, including(strong), as: boss)
        }
        // Also by way of a role that includes it already.
        let way = try await house.role("way", [])
        _ = try await house.roles.edit(way, including(strong), as: TestHouse.operator)
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.roles.edit(mine, including(way), as: boss)
        }
        var command = CreateRole(name: "new")
        command.includes = ["strong"]
        let made = command
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.roles.create(made, as: boss)
        }
        #expect(try await house.roles.read(mine, as: boss).includes.isEmpty)
        _ = try await house.roles.edit(mine, including(.auditor), as: TestHouse.operator)
    }

    @Test func z07_superAdminIsInNoOtherRoleAndUnknownRolesAreRefused() async throws {
        let house = try await TestHouse()
        let mine = try await house.role("mine", [])
        await #expect(throws: ServiceError.self) {
            try await house.roles.edit(mine, including(.superAdmin), as: TestHouse.operator)
        }
        await #expect(throws: ServiceError.self) {
            try await house.roles.edit(mine, including(Role(rawValue: "nowhere")), as: TestHouse.operator)
        }
        await #expect(throws: ServiceError.conflict(.builtIn(.role))) {
            try await house.roles.edit(.member, including(mine), as: TestHouse.operator)
        }
    }
}
