import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

/// A record belongs to the organization of the thing, not to that of whoever acted.
@Suite struct AuditPlaceTests {
    @Test func z03_whatIsDoneInAnOrganizationIsOnItsRecordAndOnNoOther() async throws {
        let place = try await TwoOrganizations(), house = place.house
        let there = TwoOrganizations.elsewhere
        let root = try await house.user("root", roles: [.superAdmin])
        let caller = try await house.signedIn("root")
        try await house.user("fred", in: there)
        let before = try await house.records().count

        let rooms = house.workspaces
        let room = try await rooms.create(CreateWorkspace(name: "lab", owner: .login("eve")), as: caller)
        _ = try await rooms.edit(.id(room.id), EditWorkspace(name: "den"), as: caller)
        _ = try await rooms.setMember(.login("fred"), of: .id(room.id), to: .collaborator, as: caller)
        try await rooms.setDefaultWorkspace(of: .login("fred"), to: .id(room.id), as: caller)
        try await rooms.removeMember(.login("fred"), of: .id(room.id), as: caller)
        try await rooms.delete(.id(room.id), as: caller)

        let model = ResourceSelector(type: "model", name: .id("m"), organization: there)
        _ = try await house.resources.create(CreateResource(type: "model", id: "m", organization: there), as: caller)
        var rename = EditResource()
        rename.name = "M"
        _ = try await house.resources.edit(model, rename, as: caller)
        _ = try await house.resources.addVersion("v1", to: model, as: caller)
        try await house.resources.delete(model, as: caller)

        try await house.documents.put(.variables, "{}", of: .organization(there), as: caller)
        try await house.documents.remove(.variables, of: .organization(there), as: caller)
        let tenant = try await house.tenants.create(CreateTenant(id: "wing", organization: there), as: caller)
        _ = try await house.tenants.edit(tenant.id, name: "Wing", as: caller)
        try await house.tenants.delete(tenant.id, as: caller)
        _ = try await house.organizations.edit(there, name: "There", as: caller)

        let records = Array(try await house.records().dropLast(before))
        #expect(records.count == 17)
        #expect(records.allSatisfy { $0.actor == .user(root.id, login: "root") })
        for record in records { #expect(record.organization == there, "\(record.action)") }
        let acme = try await house.organizations.create(CreateOrganization(id: "acme"), as: caller)
        try await house.organizations.delete(acme.id, as: caller)
        #expect(try await house.records(2).map(\.organization) == [acme.id, acme.id])
    }
}
