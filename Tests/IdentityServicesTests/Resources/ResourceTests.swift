import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct ResourceTests {
    private static let model = ResourceSelector(type: "model", id: "m-one")

    @Test func aCollaboratorDoesEverythingButManage() async throws {
        let (place, _, grace) = try await TwoOrganizations.sharing(), resources = place.house.resources
        var rename = EditResource()
        rename.name = "Model One"
        #expect(try await resources.edit(Self.model, rename, as: grace).name == "Model One")
        #expect(try await resources.addVersion("v0", to: Self.model, as: grace).number == 1)
        for action in ["get", "put", "post", "delete", "deploy"] {
            _ = try await resources.require(action, on: Self.model, as: grace)
        }
        var take = EditResource()
        take.owner = .set(.login("grace"))
        var move = EditResource()
        move.workspace = .clear
        for edit in [take, move] {
            await #expect(throws: ServiceError.forbidden(.missingRight(.manageResources))) {
                try await resources.edit(Self.model, edit, as: grace)
            }
        }
        try await resources.delete(Self.model, as: grace)
    }

    @Test func anOwnerManagesWithoutAnyOtherRight() async throws {
        let place = try await TwoOrganizations(), resources = place.house.resources
        _ = try await resources.create(
            CreateResource(type: "model", id: "m-one", owner: .login("ada")), as: TestHouse.operator)
        await #expect(throws: ServiceError.notFound(.resource)) {
            try await resources.read(Self.model, as: place.grace)
        }
        var give = EditResource()
        give.owner = .set(.login("grace"))
        _ = try await resources.edit(Self.model, give, as: place.ada)
        _ = try await resources.read(Self.model, as: place.grace)
        await #expect(throws: ServiceError.notFound(.resource)) { try await resources.read(Self.model, as: place.ada) }
    }

    @Test func aGroupsPermissionOnOneResourceGivesThatActionOnly() async throws {
        let place = try await TwoOrganizations(), house = place.house, now = house.clock.now()
        let grace = try #require(place.grace.userID)
        let id = GroupID(UUID())
        let name = try GroupName("editors", using: TestText())
        try await house.storage.write { store in
            try store.groupWrites.insert(
                Group(
                    id: id, name: name, permissions: [Permission("model", id: "m-one", action: "get")], createdAt: now,
                    updatedAt: now))
            _ = try store.groupWrites.addMember(grace, to: id, origin: .assigned)
        }
        for model in ["m-one", "m-two"] {
            _ = try await house.resources.create(CreateResource(type: "model", id: model), as: TestHouse.operator)
        }
        let caller = try await place.again("grace")
        _ = try await house.resources.read(Self.model, as: caller)
        await #expect(throws: ServiceError.forbidden(.missingRight(.manageResources))) {
            try await house.resources.addVersion("v0", to: Self.model, as: caller)
        }
        await #expect(throws: ServiceError.notFound(.resource)) {
            try await house.resources.read(ResourceSelector(type: "model", id: "m-two"), as: caller)
        }
        #expect(try await house.resources.list(ResourceFilter(limit: 9), as: caller).map(\.id) == ["m-one"])
    }

    @Test func numbersIncreaseWithinATypeAndAreNeverGivenAgain() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
            for index in 1...50 {
                group.addTask {
                    try await house.resources.create(
                        CreateResource(type: "model", id: "m-\(index)"), as: TestHouse.operator
                    ).number
                }
            }
            return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
        }
        #expect(numbers == Set(1...50))
        try await house.resources.delete(ResourceSelector(type: "model", name: .number(50)), as: TestHouse.operator)
        let next = try await house.resources.create(CreateResource(type: "model", id: "new"), as: TestHouse.operator)
        #expect(next.number == 51)
        let other = try await house.resources.create(CreateResource(type: "flow", id: "new"), as: TestHouse.operator)
        #expect(other.number == 1)
    }

    @Test func everythingThatIsWrongIsSaidAtOnce() async throws {
        let place = try await TwoOrganizations()
        await #expect {
            try await place.house.resources.create(
                CreateResource(type: "users", id: "a\u{0}", name: ""), as: TestHouse.operator)
        } throws: { error in
            guard case ServiceError.invalidInput(let problems) = error else { return false }
            return problems.map(\.field) == ["type", "id", "name"]
        }
    }

    @Test func aListIsTheUnionOfWhatIsOwnedSharedAndGranted() async throws {
        let (place, ada, grace) = try await TwoOrganizations.sharing(), resources = place.house.resources
        _ = try await resources.create(
            CreateResource(type: "model", id: "m-two", owner: .login("grace")), as: TestHouse.operator)
        _ = try await resources.create(
            CreateResource(type: "model", id: "m-three", owner: .login("ada")), as: TestHouse.operator)
        var seen: [String] = [], filter = ResourceFilter(type: "model", limit: 1)
        while true {
            let page = try await resources.list(filter, as: grace)
            seen += page.map(\.id)
            guard let last = page.last else { break }
            filter.after = ResourcePosition(last)
        }
        #expect(seen == ["m-one", "m-two"])
        #expect(try await resources.list(ResourceFilter(limit: 9), as: ada).map(\.id) == ["m-one", "m-three"])
        let own = ResourceFilter(owner: .login("grace"), limit: 9)
        #expect(try await resources.list(own, as: grace).map(\.id) == ["m-two"])
        let inRoom = ResourceFilter(workspace: .name("room"), limit: 9)
        #expect(try await resources.list(inRoom, as: grace).map(\.id) == ["m-one"])
        #expect(try await resources.list(ResourceFilter(limit: 9), as: TestHouse.operator).count == 3)
    }
}
