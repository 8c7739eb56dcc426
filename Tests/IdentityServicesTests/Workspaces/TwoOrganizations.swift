import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport

/// Ada and Grace in the standard organization, Eve with all its rights in another.
struct TwoOrganizations {
    static let elsewhere = OrganizationID(rawValue: "elsewhere")
    let house: TestHouse
    let ada: Caller
    let grace: Caller
    let eve: Caller

    init() async throws {
        house = try await TestHouse()
        let now = house.clock.now()
        try await house.storage.write { store in
            try store.organizationWrites.insert(
                Organization(id: Self.elsewhere, name: "Elsewhere", createdAt: now, updatedAt: now))
            try store.tenantWrites.insert(
                Tenant(
                    id: TenantID(rawValue: "elsewhere"), organization: Self.elsewhere, name: "Elsewhere",
                    createdAt: now, updatedAt: now))
        }
        try await house.user("ada")
        try await house.user("grace")
        _ = try await house.users.create(
            CreateUser(
                login: "eve", organization: Self.elsewhere, roles: [Role.orgAdmin.rawValue],
                credential: .password(Secret(TestHouse.password), temporary: false)), as: TestHouse.operator)
        ada = try await house.signedIn("ada")
        grace = try await house.signedIn("grace")
        eve = try await house.signedIn("eve")
    }

    /// The caller as the next request would bring it.
    func again(_ login: String) async throws -> Caller { try await house.signedIn(login) }

    func room(_ name: String = "room", as caller: Caller) async throws -> Workspace {
        try await house.workspaces.create(CreateWorkspace(name: name), as: caller)
    }

    /// Ada's workspace with Grace as a collaborator, and Ada's model `m-one` in it.
    static func sharing() async throws -> (place: TwoOrganizations, ada: Caller, grace: Caller) {
        let place = try await TwoOrganizations()
        let room = try await place.room(as: place.ada), ada = try await place.again("ada")
        _ = try await place.house.workspaces.setMember(.login("grace"), of: .id(room.id), to: .collaborator, as: ada)
        _ = try await place.house.resources.create(
            CreateResource(type: "model", id: "m-one", workspace: .id(room.id)), as: ada)
        return (place, ada, try await place.again("grace"))
    }
}
