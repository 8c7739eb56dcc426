import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension WaiiDialect {
    func tenantEndpoints(_ table: inout EndpointTable) {
        let tenants = services.tenants
        table.call("/create-tenant", "Make a tenant") { (body: TenantBody, caller) async throws(ServiceError) in
            let given = body.tenant
            let command = CreateTenant(
                id: given.id, organization: given.organization, name: given.name, variables: given.variables)
            _ = try await tenants.create(command, as: caller)
            return .done
        }
        table.call("/update-tenant", "Change a tenant") { (body: TenantBody, caller) async throws(ServiceError) in
            let given = body.tenant, id = TenantID(rawValue: given.id)
            _ = try await tenants.edit(
                id, name: given.name, variables: given.variables, in: given.organization, as: caller)
            return .done
        }
        table.call("/delete-tenant", "Delete a tenant") { (body: IDBody, caller) async throws(ServiceError) in
            try await tenants.delete(TenantID(rawValue: body.id), as: caller)
            return .done
        }
        table.call("/list-tenants", "List tenants") { (lookup: TenantLookup, caller) async throws(ServiceError) in
            let found = try await found(lookup, as: caller)
            return Answer { writer in
                writer.objects("tenants", found) { found, writer in
                    writer.field("id", found.tenant.id.rawValue)
                    writer.field("name", found.tenant.name)
                    writer.field("org_id", found.tenant.organization.rawValue)
                    writer.variables(found.variables)
                }
            }
        }
    }

    private struct FoundTenant: Sendable {
        let tenant: Tenant
        let variables: Document?
    }

    /// An organization that is out of reach or not there has no tenants.
    private func found(_ lookup: TenantLookup, as caller: Caller) async throws(ServiceError) -> [FoundTenant] {
        do throws(ServiceError) {
            let all = try await WholeList.gather(by: { (found: FoundTenant) in found.tenant.id }) {
                place, limit async throws(ServiceError) in
                let page = try await services.tenants.list(
                    of: lookup.organization, after: place, limit: limit, as: caller)
                let variables = try await services.documents.find(.variables, ofEach: .tenants(page), as: caller)
                return page.map { FoundTenant(tenant: $0, variables: variables[.tenant($0.id)]) }
            }
            return all.filter { !$0.tenant.id.isOwn(of: $0.tenant.organization) }
        } catch {
            guard case .notFound = error else { throw error }
            return []
        }
    }
}
