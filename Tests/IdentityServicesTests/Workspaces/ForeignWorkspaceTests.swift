import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct ForeignWorkspaceTests {
    @Test func z03_aForeignWorkspaceIsAnsweredLikeAMissingOneByIdNumberAndName() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let room = try await place.room(as: place.ada)
        let missing = ServiceError.notFound(.workspace)
        for selector in [WorkspaceSelector.id(room.id), .number(room.number), .name("room"), .number(99)] {
            await #expect(throws: missing) { try await house.workspaces.read(selector, as: place.eve) }
            await #expect(throws: missing) {
                try await house.workspaces.edit(selector, EditWorkspace(name: "mine"), as: place.eve)
            }
            await #expect(throws: missing) { try await house.workspaces.delete(selector, as: place.eve) }
            await #expect(throws: missing) { try await house.workspaces.members(of: selector, limit: 9, as: place.eve) }
            await #expect(throws: missing) {
                try await house.workspaces.setMember(.login("eve"), of: selector, to: .owner, as: place.eve)
            }
            await #expect(throws: missing) {
                try await house.workspaces.removeMember(.login("ada"), of: selector, as: place.eve)
            }
            await #expect(throws: missing) {
                try await house.workspaces.setDefaultWorkspace(of: .login("eve"), to: selector, as: place.eve)
            }
            await #expect(throws: missing) {
                try await house.resources.create(
                    CreateResource(type: "model", id: "m", workspace: selector), as: place.eve)
            }
        }
    }

    @Test func z03_listsAndFiltersShowNothingForeign() async throws {
        let place = try await TwoOrganizations(), house = place.house
        _ = try await place.room(as: place.ada)
        let own = try await place.room("own", as: place.eve)
        let eve = try await place.again("eve")
        #expect(try await house.workspaces.list(WorkspaceFilter(limit: 9), as: eve).workspaces == [own])
        await #expect(throws: ServiceError.notFound(.organization)) {
            try await house.workspaces.list(WorkspaceFilter(organization: .standard, limit: 9), as: eve)
        }
        for member in [UserSelector.login("ada"), .login("nobody")] {
            await #expect(throws: ServiceError.notFound(.user)) {
                try await house.workspaces.list(WorkspaceFilter(member: member, limit: 9), as: eve)
            }
        }
    }

    @Test func z03_nobodyOfAnotherOrganizationBecomesAMemberOrOwner() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let room = try await place.room(as: place.ada), ada = try await place.again("ada")
        for user in [UserSelector.login("eve"), .login("nobody")] {
            await #expect(throws: ServiceError.notFound(.user)) {
                try await house.workspaces.setMember(user, of: .id(room.id), to: .collaborator, as: ada)
            }
            await #expect(throws: ServiceError.notFound(.user)) {
                try await house.workspaces.setMember(user, of: .id(room.id), to: .owner, as: TestHouse.operator)
            }
            await #expect(throws: ServiceError.notFound(.user)) {
                try await house.workspaces.removeMember(user, of: .id(room.id), as: ada)
            }
        }
        await #expect(throws: ServiceError.notFound(.user)) {
            try await house.workspaces.create(CreateWorkspace(name: "trap", owner: .login("ada")), as: place.eve)
        }
        await #expect(throws: ServiceError.notFound(.user)) {
            try await house.workspaces.defaultWorkspace(of: .login("ada"), as: place.eve)
        }
    }

    @Test func z08_aDefaultWorkspaceIsGivenToNobodyStronger() async throws {
        let place = try await TwoOrganizations(), house = place.house
        try await house.user("root", roles: [.superAdmin])
        try await house.role("keeper", ["workspaces:*"])
        try await house.user("keeper", roles: [.member, Role(rawValue: "keeper")])
        let keeper = try await house.signedIn("keeper")
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.workspaces.create(
                CreateWorkspace(name: "trap", naming: .defaultWorkspace, owner: .login("root")), as: keeper)
        }
        let root = try await house.users.read(.login("root"), as: TestHouse.operator)
        #expect(root.defaultWorkspace == nil)
        _ = try await house.workspaces.create(
            CreateWorkspace(name: "gift", naming: .defaultWorkspace, owner: .login("ada")), as: keeper)
        _ = try await house.workspaces.create(CreateWorkspace(name: "own", naming: .defaultWorkspace), as: keeper)
    }
}
