import FoundationEssentials
import IdentityCore
import SQLiteKit

struct TenantsTable: TenantReading, TenantWriting {
    let statements: StatementRunner

    func find(_ id: TenantID) throws(ServiceError) -> Tenant? {
        try statements.first(Text.byID, id.rawValue, read: Self.tenant)
    }

    func list(of organization: OrganizationID?, after: TenantID?, limit: Int) throws(ServiceError) -> [Tenant] {
        let start = after?.rawValue ?? ""
        guard let organization else {
            return try statements.all(Text.list, start, max(limit, 0), read: Self.tenant)
        }
        return try statements.all(
            Text.listOfOrganization, start, max(limit, 0), organization.rawValue, read: Self.tenant)
    }

    func insert(_ tenant: Tenant) throws(ServiceError) { try write(tenant, with: Text.insert) }

    func replace(_ tenant: Tenant) throws(ServiceError) {
        guard try write(tenant, with: Text.replace) == 1 else { throw .notFound(.tenant) }
    }

    func remove(_ id: TenantID) throws(ServiceError) {
        guard try find(id) != nil else { throw .notFound(.tenant) }
        if try statements.first(Text.users, id.rawValue, read: { _ in true }) == true {
            throw .conflict(.notEmpty(.user))
        }
        try statements.run(Text.remove, id.rawValue)
        try DocumentsTable(statements: statements).removeAll(of: .tenant(id))
    }

    @discardableResult
    private func write(_ tenant: Tenant, with sql: SQL) throws(ServiceError) -> Int {
        try statements.referring(to: .organization).run(
            sql, tenant.id.rawValue, tenant.organization.rawValue, tenant.name, tenant.createdAt.microseconds,
            tenant.updatedAt.microseconds, tenant.version)
    }

    private static func tenant(_ row: SQLiteRow) throws(SQLiteError) -> Tenant {
        Tenant(
            id: TenantID(rawValue: row.text(0)), organization: OrganizationID(rawValue: row.text(1)),
            name: row.text(2), createdAt: row.date(3), updatedAt: row.date(4), version: row.int(5))
    }

    enum Text {
        private static let columns = "id, organization, name, created_at, updated_at, version"
        static let byID = SQL("SELECT \(columns) FROM tenants WHERE id = ?1")
        static let list = SQL("SELECT \(columns) FROM tenants WHERE id > ?1 ORDER BY id LIMIT ?2")
        static let listOfOrganization = SQL(
            "SELECT \(columns) FROM tenants WHERE organization = ?3 AND id > ?1 ORDER BY id LIMIT ?2")
        static let insert = SQL("INSERT INTO tenants (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        static let replace = SQL(
            """
            UPDATE tenants SET organization = ?2, name = ?3, created_at = ?4, updated_at = ?5, version = ?6
            WHERE id = ?1
            """)
        static let remove = SQL("DELETE FROM tenants WHERE id = ?1")
        static let users = OrganizationsTable.users("tenant", index: "users_by_tenant")
    }
}
