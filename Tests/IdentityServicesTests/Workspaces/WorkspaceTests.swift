import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct WorkspaceTests {
    @Test(arguments: ["a", "1-2", "Fraud-Models", String(repeating: "x", count: 63)])
    func aLabelIsTakenAndItsMakerOwnsTheWorkspace(_ name: String) async throws {
        let place = try await TwoOrganizations()
        let room = try await place.room(name, as: place.ada)
        #expect(room.name == name)
        #expect(room.createdBy == place.ada.userID)
        let members = try await place.house.workspaces.members(
            of: .id(room.id), limit: 9, as: try await place.again("ada"))
        #expect(members.map(\.membership.role) == [.owner])
        #expect(members.map(\.login.display) == ["ada"])
    }

    @Test(arguments: [
        "", "-a", "a-", "a b", "a.b", "a_b", "ä", "a/b", "a\u{0}", String(repeating: "x", count: 64), "ada@example.org",
    ])
    func anythingElseIsRefusedAsAName(_ name: String) async throws {
        let place = try await TwoOrganizations()
        await #expect { try await place.room(name, as: place.ada) } throws: { error in
            guard case ServiceError.invalidInput(let problems) = error else { return false }
            return problems.map(\.field) == ["name"]
        }
    }

    @Test func aNameTakenInAnotherCaseIsRefusedAndFreeInAnotherOrganization() async throws {
        let place = try await TwoOrganizations()
        _ = try await place.room("Room", as: place.ada)
        await #expect(throws: ServiceError.alreadyExists(.workspace, field: "name")) {
            try await place.room("rOOM", as: place.grace)
        }
        #expect(try await place.room("room", as: place.eve).number == 2)
    }

    @Test func aDefaultWorkspaceMayHaveAnyNameAndBecomesItsOwnersDefault() async throws {
        let place = try await TwoOrganizations()
        let name = "ada@example.org - Default Workspace"
        let made = try await place.house.workspaces.create(
            CreateWorkspace(name: name, naming: .defaultWorkspace), as: place.ada)
        let ada = try await place.again("ada")
        #expect(try await place.house.workspaces.read(.name("ADA@example.org - default workspace"), as: ada) == made)
        #expect(try await place.house.workspaces.defaultWorkspace(of: .login("ada"), as: ada) == made)
        await #expect(throws: ServiceError.self) {
            try await place.house.workspaces.create(
                CreateWorkspace(name: "a\u{0}b", naming: .defaultWorkspace), as: place.ada)
        }
    }

    @Test func fiftyParallelCreationsGetFiftyNumbersAndADeletedOneIsNeverGivenAgain() async throws {
        let place = try await TwoOrganizations(), house = place.house, ada = place.ada
        let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
            for index in 1...50 {
                group.addTask {
                    try await house.workspaces.create(CreateWorkspace(name: "room-\(index)"), as: ada).number
                }
            }
            return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
        }
        #expect(numbers == Set(1...50))
        try await house.workspaces.delete(.number(50), as: try await place.again("ada"))
        #expect(try await place.room("room-50", as: ada).number == 51)
    }

    @Test func anArchivedWorkspaceIsLeftOutOfListsAndTakesNothingNew() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let open = try await place.room("open", as: place.ada), closed = try await place.room("closed", as: place.ada)
        let ada = try await place.again("ada")
        let model = CreateResource(type: "model", id: "m-one", workspace: .id(closed.id))
        _ = try await house.resources.create(model, as: ada)
        let archived = try await house.workspaces.edit(.id(closed.id), EditWorkspace(isArchived: true), as: ada)
        #expect(archived.isArchived && archived.version == 2)
        let shown = try await house.workspaces.list(WorkspaceFilter(includesArchived: false, limit: 9), as: ada)
        #expect(shown.workspaces.map(\.id) == [open.id])
        #expect(try await house.workspaces.list(WorkspaceFilter(limit: 9), as: ada).workspaces.count == 2)
        let refusal = ServiceError.conflict(.archived(.workspace))
        await #expect(throws: refusal) {
            try await house.resources.create(
                CreateResource(type: "model", id: "m-two", workspace: .id(closed.id)), as: ada)
        }
        await #expect(throws: refusal) {
            try await house.resources.addVersion("v0", to: ResourceSelector(type: "model", id: "m-one"), as: ada)
        }
        await #expect(throws: refusal) {
            try await house.workspaces.setDefaultWorkspace(of: .login("ada"), to: .id(closed.id), as: ada)
        }
        _ = try await house.workspaces.edit(.id(closed.id), EditWorkspace(isArchived: false), as: ada)
        _ = try await house.resources.addVersion("v0", to: ResourceSelector(type: "model", id: "m-one"), as: ada)
    }

    @Test func aWorkspaceWithResourcesIsNotDeleted() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let room = try await place.room(as: place.ada), ada = try await place.again("ada")
        let model = ResourceSelector(type: "model", id: "m-one")
        _ = try await house.resources.create(
            CreateResource(type: "model", id: "m-one", workspace: .id(room.id)), as: ada)
        await #expect(throws: ServiceError.conflict(.notEmpty(.resource))) {
            try await house.workspaces.delete(.id(room.id), as: ada)
        }
        try await house.resources.delete(model, as: ada)
        try await house.workspaces.delete(.id(room.id), as: ada)
        await #expect(throws: ServiceError.notFound(.workspace)) {
            try await house.workspaces.read(.id(room.id), as: TestHouse.operator)
        }
    }

    @Test func aStaleEditOrDeletionIsRefused() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let room = try await place.room(as: place.ada), ada = try await place.again("ada")
        _ = try await house.workspaces.edit(.id(room.id), EditWorkspace(name: "other", ifVersion: 1), as: ada)
        await #expect(throws: ServiceError.conflict(.versionMoved(current: 2))) {
            try await house.workspaces.edit(.id(room.id), EditWorkspace(name: "third", ifVersion: 1), as: ada)
        }
        await #expect(throws: ServiceError.conflict(.versionMoved(current: 2))) {
            try await house.workspaces.delete(.id(room.id), ifVersion: 1, as: ada)
        }
        #expect(try await house.records(1).first?.action == .workspaceRenamed)
    }

    @Test func thePagesOfAListJoinUp() async throws {
        let place = try await TwoOrganizations(), house = place.house
        for index in 1...7 { _ = try await place.room("room-\(index)", as: place.ada) }
        let ada = try await place.again("ada")
        var numbers: [Int64] = [], filter = WorkspaceFilter(limit: 3)
        repeat {
            let page = try await house.workspaces.list(filter, as: ada)
            numbers += page.workspaces.map(\.number)
            filter.after = page.next
        } while filter.after != nil
        #expect(numbers == Array(1...7))
    }
}
