import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension WaiiDialect {
    func organizationEndpoints(_ table: inout EndpointTable) {
        let organizations = services.organizations
        table.call("/create-org", "Make an organization") {
            (body: OrganizationBody, caller) async throws(ServiceError) in
            let given = body.organization
            let command = CreateOrganization(id: given.id, name: given.name, variables: given.variables)
            _ = try await organizations.create(command, as: caller)
            return .done
        }
        table.call("/update-org", "Change an organization") {
            (body: OrganizationBody, caller) async throws(ServiceError) in
            let given = body.organization
            _ = try await organizations.edit(
                OrganizationID(rawValue: given.id), name: given.name, variables: given.variables, as: caller)
            return .done
        }
        table.call("/delete-org", "Delete an organization") { (body: IDBody, caller) async throws(ServiceError) in
            try await organizations.delete(OrganizationID(rawValue: body.id), as: caller)
            return .done
        }
        table.call("/list-orgs", "List organizations") { (_: NoFields, caller) async throws(ServiceError) in
            let found = try await WholeList.gather(by: { (found: FoundOrganization) in found.organization.id }) {
                place, limit async throws(ServiceError) in
                try await described(organizations.list(after: place, limit: limit, as: caller), as: caller)
            }
            return Answer { writer in
                writer.objects("organizations", found) { found, writer in
                    writer.field("id", found.organization.id.rawValue)
                    writer.field("name", found.organization.name)
                    writer.variables(found.variables)
                }
            }
        }
    }

    private struct FoundOrganization: Sendable {
        let organization: Organization
        let variables: Document?
    }

    private func described(
        _ organizations: [Organization], as caller: Caller
    ) async throws(ServiceError) -> [FoundOrganization] {
        let variables = try await services.documents.find(
            .variables, ofEach: .organizations(organizations), as: caller)
        return organizations.map { FoundOrganization(organization: $0, variables: variables[.organization($0.id)]) }
    }
}
