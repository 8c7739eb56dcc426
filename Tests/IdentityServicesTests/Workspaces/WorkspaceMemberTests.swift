import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct WorkspaceMemberTests {
    @Test func whoIsNoMemberSeesNothingAndACollaboratorReadsOnly() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let room = try await place.room(as: place.ada), ada = try await place.again("ada")
        await #expect(throws: ServiceError.notFound(.workspace)) {
            try await house.workspaces.read(.id(room.id), as: place.grace)
        }
        await #expect(throws: ServiceError.notFound(.workspace)) {
            try await house.workspaces.edit(.id(room.id), EditWorkspace(name: "x"), as: place.grace)
        }
        _ = try await house.workspaces.setMember(.login("grace"), of: .id(room.id), to: .collaborator, as: ada)
        let grace = try await place.again("grace")
        #expect(try await house.workspaces.read(.name("ROOM"), as: grace) == room)
        #expect(try await house.workspaces.members(of: .id(room.id), limit: 9, as: grace).count == 2)
        let refusal = ServiceError.forbidden(.missingRight(.manageWorkspaces))
        await #expect(throws: refusal) {
            try await house.workspaces.edit(.id(room.id), EditWorkspace(name: "x"), as: grace)
        }
        await #expect(throws: refusal) { try await house.workspaces.delete(.id(room.id), as: grace) }
        await #expect(throws: refusal) {
            try await house.workspaces.setMember(.login("grace"), of: .id(room.id), to: .owner, as: grace)
        }
        await #expect(throws: refusal) {
            try await house.workspaces.removeMember(.login("ada"), of: .id(room.id), as: grace)
        }
    }

    @Test func aMemberMayLeaveAndTheLastOwnerMayNot() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let room = try await place.room(as: place.ada), ada = try await place.again("ada")
        let last = ServiceError.conflict(.lastOwner)
        await #expect(throws: last) {
            try await house.workspaces.removeMember(.login("ada"), of: .id(room.id), as: ada)
        }
        await #expect(throws: last) {
            try await house.workspaces.setMember(.login("ada"), of: .id(room.id), to: .collaborator, as: ada)
        }
        await #expect(throws: last) {
            try await house.workspaces.removeMember(.login("ada"), of: .id(room.id), as: TestHouse.operator)
        }
        _ = try await house.workspaces.setMember(.login("grace"), of: .id(room.id), to: .collaborator, as: ada)
        #expect(
            try await house.workspaces.removeMember(
                .login("grace"), of: .id(room.id), as: try await place.again("grace")))
        #expect(try await house.workspaces.removeMember(.login("grace"), of: .id(room.id), as: ada) == false)
        _ = try await house.workspaces.setMember(.login("grace"), of: .id(room.id), to: .owner, as: ada)
        #expect(try await house.workspaces.removeMember(.login("ada"), of: .id(room.id), as: ada))
    }

    @Test func changingARoleKeepsTheTimeOfJoining() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let room = try await place.room(as: place.ada), ada = try await place.again("ada")
        let first = try await house.workspaces.setMember(.login("grace"), of: .id(room.id), to: .collaborator, as: ada)
        house.clock.advance(by: 60)
        let second = try await house.workspaces.setMember(.login("grace"), of: .id(room.id), to: .owner, as: ada)
        #expect(second.membership.role == .owner)
        #expect(second.membership.since == first.membership.since)
    }

    @Test func whoIsTakenOutHasNoDefaultWorkspaceThereAnyMore() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let room = try await place.room(as: place.ada), ada = try await place.again("ada")
        await #expect(throws: ServiceError.notFound(.workspace)) {
            try await house.workspaces.setDefaultWorkspace(
                of: .login("grace"), to: .id(room.id), as: TestHouse.operator)
        }
        _ = try await house.workspaces.setMember(.login("grace"), of: .id(room.id), to: .collaborator, as: ada)
        let grace = try await place.again("grace")
        try await house.workspaces.setDefaultWorkspace(of: .login("grace"), to: .id(room.id), as: grace)
        #expect(try await house.workspaces.defaultWorkspace(of: .login("grace"), as: grace)?.id == room.id)
        await #expect(throws: ServiceError.forbidden(.missingRight(.manageUsers))) {
            try await house.workspaces.defaultWorkspace(of: .login("grace"), as: ada)
        }
        try await house.workspaces.removeMember(.login("grace"), of: .id(room.id), as: ada)
        #expect(try await house.users.read(.login("grace"), as: TestHouse.operator).defaultWorkspace == nil)
    }

    @Test func z05_aMemberAddedThroughAWorkspaceGainsNothingBeyondIt() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let room = try await place.room(as: place.ada), other = try await place.room("other", as: place.ada)
        let ada = try await place.again("ada")
        let before = place.grace.grants
        for role in WorkspaceRole.allCases {
            _ = try await house.workspaces.setMember(.login("grace"), of: .id(room.id), to: role, as: ada)
            let grace = try await place.again("grace")
            #expect(grace.grants.rights == before.rights)
            #expect(grace.grants.onServer == before.onServer)
            #expect(grace.grants.inOrganization.permissions == role.permissions(in: room.id))
            await #expect(throws: ServiceError.notFound(.workspace)) {
                try await house.workspaces.read(.id(other.id), as: grace)
            }
        }
    }

    @Test func z05_aManagerOfWorkspacesWhoLacksTheRightsOfAMemberHandsNoneOut() async throws {
        let place = try await TwoOrganizations(), house = place.house, now = house.clock.now()
        let room = try await place.room(as: place.ada)
        let keeper = Role(rawValue: "keeper")
        try await house.storage.write { store in
            try store.roleWrites.insert(
                RoleDefinition(
                    role: keeper, key: "keeper", reach: .organization,
                    permissions: [
                        Permission(.manageWorkspaces), Permission(.readWorkspaces), Permission(.createWorkspaces),
                    ], createdAt: now, updatedAt: now))
        }
        try await house.user("kim", roles: [keeper])
        let kim = try await house.signedIn("kim")
        await #expect(throws: ServiceError.forbidden(.missingRight(.manageResources))) {
            try await house.workspaces.setMember(.login("kim"), of: .id(room.id), to: .owner, as: kim)
        }
        #expect(try await house.workspaces.edit(.id(room.id), EditWorkspace(name: "new"), as: kim).name == "new")
    }
}
