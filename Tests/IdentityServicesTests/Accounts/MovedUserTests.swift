import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct MovedUserTests {
    @Test func whoStaysInTheOrganizationKeepsTheTenant() async throws {
        let house = try await TestHouse()
        _ = try await house.tenants.create(CreateTenant(id: "lab", organization: .standard), as: TestHouse.operator)
        _ = try await house.users.create(
            CreateUser(login: "ada", tenant: TenantID(rawValue: "lab")), as: TestHouse.operator)
        var edit = EditUser()
        edit.organization = .standard
        let stayed = try await house.users.edit(.login("ada"), edit, as: TestHouse.operator)
        #expect(stayed.tenant.rawValue == "lab" && stayed.version == 1)
        edit.tenant = .standard
        #expect(try await house.users.edit(.login("ada"), edit, as: TestHouse.operator).tenant == .standard)
    }

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
