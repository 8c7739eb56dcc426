import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct ForeignResourceTests {
    private func owned() async throws -> TwoOrganizations {
        let place = try await TwoOrganizations()
        _ = try await place.house.resources.create(
            CreateResource(type: "model", id: "m-one", owner: .login("ada")), as: TestHouse.operator)
        return place
    }

    @Test func z03_aForeignResourceIsAnsweredLikeAMissingOneByIdAndNumber() async throws {
        let place = try await owned(), resources = place.house.resources
        let names = [
            ResourceSelector(type: "model", id: "m-one"), ResourceSelector(type: "model", name: .number(1)),
            ResourceSelector(type: "model", name: .id("m-one"), organization: .standard),
            ResourceSelector(type: "model", id: "nothing"),
        ]
        let missing = ServiceError.notFound(.resource)
        for selector in names {
            await #expect(throws: missing) { try await resources.read(selector, as: place.eve) }
            await #expect(throws: missing) { try await resources.edit(selector, EditResource(), as: place.eve) }
            await #expect(throws: missing) { try await resources.addVersion("v", to: selector, as: place.eve) }
            await #expect(throws: missing) { try await resources.versions(of: selector, limit: 9, as: place.eve) }
            await #expect(throws: missing) { try await resources.delete(selector, as: place.eve) }
        }
    }

    @Test func z03_listsFiltersAndBodiesReachNothingForeign() async throws {
        let place = try await owned(), resources = place.house.resources
        #expect(try await resources.list(ResourceFilter(limit: 9), as: place.eve).isEmpty)
        await #expect(throws: ServiceError.notFound(.organization)) {
            try await resources.list(ResourceFilter(organization: .standard, limit: 9), as: place.eve)
        }
        for owner in [UserSelector.login("ada"), .login("nobody")] {
            await #expect(throws: ServiceError.notFound(.user)) {
                try await resources.list(ResourceFilter(owner: owner, limit: 9), as: place.eve)
            }
            await #expect(throws: ServiceError.notFound(.user)) {
                try await resources.create(CreateResource(type: "model", id: "m", owner: owner), as: place.eve)
            }
        }
        for organization in [OrganizationID.standard, OrganizationID(rawValue: "nowhere")] {
            await #expect(throws: ServiceError.notFound(.organization)) {
                try await resources.create(
                    CreateResource(type: "model", id: "m", organization: organization), as: place.eve)
            }
        }
        let own = try await resources.create(CreateResource(type: "model", id: "m-one"), as: place.eve)
        #expect(own.organization == TwoOrganizations.elsewhere)
        #expect(try await resources.list(ResourceFilter(limit: 9), as: place.eve) == [own])
    }

    @Test func z03_explainTellsNobodyWhetherAForeignResourceExists() async throws {
        let place = try await owned(), authorization = place.house.authorization
        for id in ["m-one", "nothing"] {
            let wanted = Permission("model", id: id, action: "get")
            let answer = try await authorization.explain(.login("eve"), wanted, in: .standard, as: place.eve)
            #expect(answer.paths.isEmpty)
            #expect(try await authorization.allows(wanted, in: .standard, as: place.eve) == false)
        }
    }

    @Test func anOwnersKeyReachesWhatItsScopesSay() async throws {
        let place = try await owned(), house = place.house
        let owner = try #require(place.ada.userID)
        func key(_ scope: Permission) async throws -> Caller {
            let (token, prefix, digest) = house.keys.mint()
            let key = AccessKey(
                id: AccessKeyID(UUID()), owner: .user(owner), organization: .standard,
                name: try FoldedName("key \(prefix) \(scope)", using: TestText()), prefix: prefix, digest: digest,
                scopes: [scope], createdAt: house.clock.now(), createdBy: owner)
            try await house.storage.write { try $0.accessKeyWrites.insert(key) }
            return try await house.sessions.caller(presenting: token, from: TestHouse.origin())
        }
        let model = ResourceSelector(type: "model", id: "m-one")
        let narrow = try await key(Permission(.keepOwnKeys))
        await #expect(throws: ServiceError.notFound(.resource)) { try await house.resources.read(model, as: narrow) }
        #expect(try await house.resources.list(ResourceFilter(limit: 9), as: narrow).isEmpty)
        await #expect(throws: ServiceError.forbidden(.missingRight(.manageUsers))) {
            try await house.workspaces.setDefaultWorkspace(of: .id(owner), to: nil, as: narrow)
        }
        let reading = try await key(Permission("model", action: "get"))
        #expect(try await house.resources.list(ResourceFilter(limit: 9), as: reading).map(\.id) == ["m-one"])
        await #expect(throws: ServiceError.forbidden(.missingRight(.manageResources))) {
            try await house.resources.delete(model, as: reading)
        }
    }
}
