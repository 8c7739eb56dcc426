import FoundationEssentials
import IdentityCore
import SQLiteKit

struct OrganizationsTable: OrganizationReading, OrganizationWriting {
    let statements: StatementRunner

    func find(_ id: OrganizationID) throws(ServiceError) -> Organization? {
        try statements.first(Text.byID, id.rawValue, read: Self.organization)
    }

    func list(after: OrganizationID?, limit: Int) throws(ServiceError) -> [Organization] {
        try statements.all(Text.list, after?.rawValue ?? "", max(limit, 0), read: Self.organization)
    }

    func insert(_ organization: Organization) throws(ServiceError) { try write(organization, with: Text.insert) }

    func replace(_ organization: Organization) throws(ServiceError) {
        guard try write(organization, with: Text.replace) == 1 else { throw .notFound(.organization) }
    }

    func remove(_ id: OrganizationID) throws(ServiceError) {
        guard try find(id) != nil else { throw .notFound(.organization) }
        for (kind, sql) in Text.contents
        where try statements.first(sql, id.rawValue, read: { _ in true }) == true {
            throw .conflict(.notEmpty(kind))
        }
        try statements.run(Text.remove, id.rawValue)
        try DocumentsTable(statements: statements).removeAll(of: .organization(id))
    }

    @discardableResult
    private func write(_ organization: Organization, with sql: SQL) throws(ServiceError) -> Int {
        try statements.run(
            sql, organization.id.rawValue, organization.name, organization.createdAt.microseconds,
            organization.updatedAt.microseconds, organization.version)
    }

    private static func organization(_ row: SQLiteRow) throws(SQLiteError) -> Organization {
        Organization(
            id: OrganizationID(rawValue: row.text(0)), name: row.text(1), createdAt: row.date(2),
            updatedAt: row.date(3), version: row.int(4))
    }

    enum Text {
        private static let columns = "id, name, created_at, updated_at, version"
        static let byID = SQL("SELECT \(columns) FROM organizations WHERE id = ?1")
        static let list = SQL("SELECT \(columns) FROM organizations WHERE id > ?1 ORDER BY id LIMIT ?2")
        static let insert = SQL("INSERT INTO organizations (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5)")
        static let replace = SQL(
            "UPDATE organizations SET name = ?2, created_at = ?3, updated_at = ?4, version = ?5 WHERE id = ?1")
        static let remove = SQL("DELETE FROM organizations WHERE id = ?1")
        /// What keeps an organization from being removed; each finds one row.
        static let contents: [(kind: EntityKind, sql: SQL)] = [
            (.tenant, SQL("SELECT 1 FROM tenants WHERE organization = ?1 LIMIT 1")),
            (.user, users("organization", index: "users_by_organization")),
            (.group, SQL("SELECT 1 FROM groups WHERE organization = ?1 LIMIT 1")),
            (.workspace, SQL("SELECT 1 FROM workspaces WHERE organization = ?1 LIMIT 1")),
            (.accessKey, SQL("SELECT 1 FROM access_keys WHERE organization = ?1 AND user IS NULL LIMIT 1")),
            (.client, SQL("SELECT 1 FROM client_settings WHERE realm = ?1 LIMIT 1")),
            (.resource, SQL("SELECT 1 FROM resources WHERE organization = ?1 LIMIT 1")),
        ]
    }

    /// One user whose column has the value. Those of the default one, who are nearly everybody, are in no index.
    static func users(_ column: String, index: String) -> SQL {
        SQL(
            """
            SELECT 1 FROM (SELECT 1 FROM users INDEXED BY \(index) WHERE \(column) = ?1 AND \(column) <> 'default' LIMIT 1)
            UNION ALL
            SELECT 1 FROM (SELECT 1 FROM users WHERE ?1 = 'default' AND \(column) = 'default' LIMIT 1)
            """)
    }
}
