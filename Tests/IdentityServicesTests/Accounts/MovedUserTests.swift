import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct MovedUserTests {
    @Test func z03_whoMovesToAnotherOrganizationOwnsNothingInTheOldOne() async throws {
        let place = try await TwoOrganizations(), house = place.house
        for number in 1...101 {
            _ = try await house.resources.create(
                CreateResource(type: "model", id: "m\(number)", owner: .login("ada")), as: TestHouse.operator)
        }
        _ = try await house.resources.create(
            CreateResource(type: "model", id: "other", owner: .login("grace")), as: TestHouse.operator)
        var edit = EditUser()
        edit.organization = TwoOrganizations.elsewhere
        let ada = try await house.users.edit(.login("ada"), edit, as: TestHouse.operator)
        try await house.storage.read(.scan) { store throws in
            #expect(try store.resources.list(ResourceQuery(owner: ada.id, limit: 5)).isEmpty)
            let left = try store.resources.list(ResourceQuery(organization: .standard, limit: 200))
            #expect(left.count == 102)
            #expect(left.compactMap(\.owner) == [place.grace.userID])
        }
    }
}
