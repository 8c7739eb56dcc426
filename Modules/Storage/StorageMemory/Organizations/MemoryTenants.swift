import FoundationEssentials
import IdentityCore

struct MemoryTenants: TenantReading, TenantWriting {
    let transaction: MemoryTransaction

    /// There before anything else is, like its organization.
    static let standard = Tenant(
        id: .standard, organization: .standard, name: "Default", createdAt: Date(timeIntervalSince1970: 0),
        updatedAt: Date(timeIntervalSince1970: 0))

    func find(_ id: TenantID) throws(ServiceError) -> Tenant? { transaction.contents.tenants[id] }

    func list(of organization: OrganizationID?, after: TenantID?, limit: Int) throws(ServiceError) -> [Tenant] {
        let matching = transaction.contents.tenants.values
            .filter { organization == nil || $0.organization == organization }
            .filter { tenant in after.map { $0 < tenant.id } ?? true }
            .sorted { $0.id < $1.id }
        return Array(matching.prefix(max(limit, 0)))
    }

    func insert(_ tenant: Tenant) throws(ServiceError) {
        guard transaction.contents.organizations[tenant.organization] != nil else { throw .notFound(.organization) }
        let folded = tenant.id.rawValue.foldedInASCII
        guard !transaction.contents.tenants.keys.contains(where: { $0.rawValue.foldedInASCII == folded }) else {
            throw .alreadyExists(.tenant, field: "id")
        }
        transaction.contents.tenants[tenant.id] = tenant
    }

    func replace(_ tenant: Tenant) throws(ServiceError) {
        guard try find(tenant.id) != nil else { throw .notFound(.tenant) }
        transaction.contents.tenants[tenant.id] = tenant
    }

    func remove(_ id: TenantID) throws(ServiceError) {
        guard try find(id) != nil else { throw .notFound(.tenant) }
        guard !transaction.contents.users.values.contains(where: { $0.tenant == id }) else {
            throw .conflict(.notEmpty(.user))
        }
        transaction.contents.tenants[id] = nil
        transaction.contents.documents[.tenant(id)] = nil
    }
}
