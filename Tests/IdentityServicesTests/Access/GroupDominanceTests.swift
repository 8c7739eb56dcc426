import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

/// There is no path from weaker to stronger through groups and roles (Z05), around in circles (Z06), to a server without
/// administrators (Z07), or into another organization (Z03).
@Suite struct GroupDominanceTests {
    private static let stronger = ServiceError.forbidden(.targetIsStronger)

    @Test func z05_groupMovedUnderAStrongerOneIsRefused() async throws {
        let house = try await TestHouse()
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss")
        let strong = try await house.group("strong", roles: ["super-admin"])
        let mine = try await house.group("mine")
        try await house.join(mine, "boss")
        await #expect(throws: Self.stronger) {
            try await house.groups.edit(.id(mine), edit { $0.parent = .set(.id(strong)) }, as: boss)
        }
        await #expect(throws: Self.stronger) {
            try await house.groups.create(CreateGroup(name: "new", parent: .id(strong)), as: boss)
        }
        #expect(!(try await house.grants(of: "boss").areUnlimited))
    }

    @Test func z05_groupWithAStrongerOneBelowIsLeftAlone() async throws {
        let house = try await TestHouse()
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss")
        let top = try await house.group("top")
        try await house.group("strong", under: top, roles: ["super-admin"])
        let free = try await house.group("free")
        await #expect(throws: Self.stronger) {
            try await house.groups.edit(.id(top), edit { $0.parent = .set(.id(free)) }, as: boss)
        }
        await #expect(throws: Self.stronger) {
            try await house.groups.delete(.id(top), withSubgroups: true, as: boss)
        }
        #expect(try await house.groups.list(GroupQuery(limit: 9), as: boss).count == 3)
    }

    @Test func z05_roleOrPermissionBeyondOnesOwnIsNotGivenToAGroup() async throws {
        let house = try await TestHouse()
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss")
        let mine = try await house.group("mine")
        for change in [
            edit { $0.roles = ["super-admin"] }, edit { $0.roles = ["auditor"] },
            edit { $0.permissions = ["server:manage"] },
        ] {
            await #expect(throws: Self.stronger) { try await house.groups.edit(.id(mine), change, as: boss) }
        }
        var command = CreateGroup(name: "new")
        command.permissions = ["organizations:*"]
        let strong = command
        await #expect(throws: Self.stronger) { try await house.groups.create(strong, as: boss) }
        _ = try await house.groups.edit(
            .id(mine), edit { $0.permissions = ["users:read", "model:*"] }, as: boss)
    }

    @Test func z05_strongGroupIsNeitherEditedNorDeletedNorJoined() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("boss", roles: [.admin])
        let ada = try await house.user("ada")
        let boss = try await house.signedIn("boss")
        let strong = try await house.group("strong", roles: ["super-admin"])
        let below = try await house.group("below", under: strong)
        await #expect(throws: Self.stronger) {
            try await house.groups.edit(.id(strong), edit { $0.roles = [] }, as: boss)
        }
        await #expect(throws: Self.stronger) {
            try await house.groups.edit(.id(below), edit { $0.mappedExternalGroups = ["cn=all"] }, as: boss)
        }
        await #expect(throws: Self.stronger) { try await house.groups.delete(.id(below), as: boss) }
        for group in [strong, below] {
            for login in ["boss", "ada"] {
                await #expect(throws: Self.stronger) {
                    try await house.groups.addMember(.login(login), to: .id(group), as: boss)
                }
            }
        }
        try await house.join(strong, "ada")
        await #expect(throws: Self.stronger) {
            try await house.groups.removeMember(.id(ada.id), from: .id(strong), as: boss)
        }
        #expect(try await house.grants(of: "ada").areUnlimited)
    }

    @Test func z05_membershipGivenWithTheUserIsHeldToTheSameRule() async throws {
        let house = try await TestHouse()
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss")
        let strong = try await house.group("strong", roles: ["super-admin"])
        await #expect(throws: Self.stronger) {
            try await house.users.create(CreateUser(login: "new", groups: [.id(strong)]), as: boss)
        }
    }

    @Test func z05_keeperOfAGroupThatGrantsMoreThanTheirOwnAddsNobody() async throws {
        let house = try await TestHouse()
        let strong = try await house.group("strong", roles: ["admin"])
        let keepers = try await house.group("keepers", permissions: ["groups/\(strong):manage"])
        try await house.user("keeper")
        try await house.join(keepers, "keeper")
        let keeper = try await house.signedIn("keeper")
        await #expect(throws: Self.stronger) {
            try await house.groups.addMember(.login("keeper"), to: .id(strong), as: keeper)
        }
        #expect(!(try await house.grants(of: "keeper").contains(.manageUsers)))
    }

    @Test func z05_roleBeyondOnesOwnIsNeitherMadeNorEditedNorDeleted() async throws {
        let house = try await TestHouse()
        let strong = try await house.role("strong", reaching: .server, ["server:manage"])
        let weak = try await house.role("weak", ["users:read"])
        let elsewhere = try await house.organization("elsewhere")
        try await house.user("local", in: elsewhere, roles: [.orgAdmin])
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss"), local = try await house.signedIn("local")
        var command = CreateRole(name: "new")
        command.permissions = ["metrics:read"]
        let new = command
        await #expect(throws: Self.stronger) { try await house.roles.create(new, as: boss) }
        await #expect(throws: Self.stronger) {
            try await house.roles.edit(weak, edit { $0.permissions = ["server:*"] }, as: boss)
        }
        await #expect(throws: Self.stronger) {
            try await house.roles.edit(strong, edit { $0.permissions = [] }, as: boss)
        }
        await #expect(throws: Self.stronger) { try await house.roles.delete(strong, as: boss) }
        let far = ServiceError.forbidden(.missingRight(.manageRoles))
        await #expect(throws: far) { try await house.roles.create(CreateRole(name: "mine"), as: local) }
        await #expect(throws: far) {
            try await house.roles.edit(weak, edit { $0.permissions = [] }, as: local)
        }
        await #expect(throws: far) { try await house.roles.delete(weak, as: local) }
        _ = try await house.roles.edit(weak, edit { $0.reach = .server }, as: boss)
    }

    @Test func z06_groupCannotStandAboveItself() async throws {
        let house = try await TestHouse()
        let a = try await house.group("a"), b = try await house.group("b", under: a)
        let c = try await house.group("c", under: b)
        for above in [a, b, c] {
            await #expect(throws: ServiceError.conflict(.cycle)) {
                try await house.groups.edit(.id(a), edit { $0.parent = .set(.id(above)) }, as: TestHouse.operator)
            }
        }
    }

    @Test func z06_groupsStandAboveEachOtherUpToTheLimitOnly() async throws {
        let house = try await TestHouse()
        var last: GroupID?
        for number in 1...Group.maximumDepth { last = try await house.group("g\(number)", under: last) }
        let lowest = try #require(last)
        let tooDeep = ServiceError.conflict(.tooDeep(limit: Group.maximumDepth))
        await #expect(throws: tooDeep) { try await house.group("one more", under: lowest) }
        let top = try await house.group("top")
        await #expect(throws: tooDeep) {
            try await house.groups.edit(.path(["g1"]), edit { $0.parent = .set(.id(top)) }, as: TestHouse.operator)
        }
        _ = try await house.groups.edit(.id(lowest), edit { $0.parent = .set(.id(top)) }, as: TestHouse.operator)
        _ = try await house.groups.edit(.path(["g1"]), edit { $0.parent = .set(.id(top)) }, as: TestHouse.operator)
    }

    @Test func z07_theLastAdministratorsGroupStays() async throws {
        let house = try await TestHouse()
        let top = try await house.group("top", roles: ["super-admin"])
        let below = try await house.group("below", under: top)
        let ada = try await house.user("ada")
        try await house.user("closed", roles: [.superAdmin])
        try await house.join(below, "ada")
        var closing = EditUser()
        closing.isEnabled = false
        _ = try await house.users.edit(.login("closed"), closing, as: TestHouse.operator)
        let last = ServiceError.conflict(.lastAdministrator)
        await #expect(throws: last) {
            try await house.groups.edit(.id(top), edit { $0.roles = [] }, as: TestHouse.operator)
        }
        await #expect(throws: last) {
            try await house.groups.edit(.id(below), edit { $0.parent = .clear }, as: TestHouse.operator)
        }
        await #expect(throws: last) { try await house.groups.delete(.id(below), as: TestHouse.operator) }
        await #expect(throws: last) {
            try await house.groups.delete(.id(top), withSubgroups: true, as: TestHouse.operator)
        }
        await #expect(throws: last) {
            try await house.groups.removeMember(.id(ada.id), from: .id(below), as: TestHouse.operator)
        }
        #expect(try await house.grants(of: "ada").areUnlimited)
        try await house.user("root", roles: [.superAdmin])
        try await house.groups.delete(.id(top), withSubgroups: true, as: TestHouse.operator)
    }

    @Test func z03_groupsOfAnotherOrganizationAreAnsweredLikeNone() async throws {
        let house = try await TestHouse()
        let elsewhere = try await house.organization("elsewhere")
        let here = try await house.group("here", permissions: ["host:read"])
        let there = try await house.group("there", in: elsewhere)
        try await house.user("local", in: elsewhere, roles: [.orgAdmin])
        let ada = try await house.user("ada")
        let local = try await house.signedIn("local")
        let missing = ServiceError.notFound(.group)
        for selector in [GroupSelector.id(here), .path(["here"]), .id(GroupID(UUID()))] {
            await #expect(throws: missing) { try await house.groups.read(selector, as: local) }
            await #expect(throws: missing) {
                try await house.groups.edit(selector, edit { $0.about = "mine" }, as: local)
            }
            await #expect(throws: missing) { try await house.groups.delete(selector, as: local) }
            await #expect(throws: missing) {
                try await house.groups.addMember(.login("local"), to: selector, as: local)
            }
            await #expect(throws: missing) {
                try await house.groups.members(ListMembers(of: selector, limit: 1), as: local)
            }
            await #expect(throws: missing) {
                try await house.groups.create(CreateGroup(name: "new", parent: selector), as: local)
            }
            await #expect(throws: missing) {
                try await house.groups.edit(.id(there), edit { $0.parent = .set(selector) }, as: local)
            }
        }
        #expect(try await house.groups.list(GroupQuery(limit: 9), as: local).map(\.path) == ["there"])
        await #expect(throws: ServiceError.notFound(.organization)) {
            try await house.groups.list(GroupQuery(organization: .standard, limit: 9), as: local)
        }
        await #expect(throws: ServiceError.notFound(.organization)) {
            try await house.groups.create(CreateGroup(name: "new", organization: .standard), as: local)
        }
        for user in [UserSelector.id(ada.id), .login("ada"), .login("nobody")] {
            await #expect(throws: ServiceError.notFound(.user)) {
                try await house.groups.addMember(user, to: .id(there), as: local)
            }
            await #expect(throws: ServiceError.notFound(.user)) {
                try await house.groups.groups(of: user, as: local)
            }
        }
        await #expect(throws: ServiceError.notFound(.user)) {
            try await house.groups.addMember(.id(ada.id), to: .id(there), as: TestHouse.operator)
        }
    }

    @Test func z03_groupAboveInAnotherOrganizationGivesNothing() async throws {
        let house = try await TestHouse()
        let elsewhere = try await house.organization("elsewhere")
        let here = try await house.group("here", roles: ["admin"])
        let ada = try await house.user("ada", in: elsewhere)
        // Past the services, as a damaged store would have it.
        try await house.storage.write { store in
            _ = try store.groupWrites.addMember(ada.id, to: here, origin: .assigned)
        }
        #expect(!(try await house.grants(of: "ada").contains(.manageUsers)))
    }
}
