import FoundationEssentials
import IdentityCore
import SQLiteKit

struct ClientsTable: ClientReading, ClientWriting {
    let statements: StatementRunner

    func find(_ id: ClientID) throws(ServiceError) -> Client? {
        try statements.first(Text.byID, id.rawValue, read: Self.client)
    }

    func list(after: ClientID?, limit: Int) throws(ServiceError) -> [Client] {
        try statements.all(Text.list, after?.rawValue ?? "", max(limit, 0), read: Self.client)
    }

    func insert(_ client: Client) throws(ServiceError) {
        try statements.run(
            Text.insert, client.id.rawValue, client.name, client.about, client.isEnabled,
            client.createdAt.microseconds, client.updatedAt.microseconds, client.version)
    }

    func replace(_ client: Client) throws(ServiceError) {
        let changed = try statements.run(
            Text.replace, client.id.rawValue, client.name, client.about, client.isEnabled,
            client.updatedAt.microseconds, client.version)
        guard changed == 1 else { throw .notFound(.client) }
    }

    func remove(_ id: ClientID) throws(ServiceError) {
        guard try find(id) != nil else { throw .notFound(.client) }
        let roles = RolesTable(statements: statements)
        guard try roles.list(.client(id), after: nil, limit: 1).isEmpty else { throw .conflict(.notEmpty(.role)) }
        try statements.run(Text.remove, id.rawValue)
    }

    private static func client(_ row: SQLiteRow) throws(SQLiteError) -> Client {
        Client(
            id: ClientID(rawValue: row.text(0)), name: row.text(1), about: row.text(2), isEnabled: row.bool(3),
            createdAt: row.date(4), updatedAt: row.date(5), version: row.int(6))
    }

    enum Text {
        private static let columns = "id, name, about, is_enabled, created_at, updated_at, version"
        static let byID = SQL("SELECT \(columns) FROM clients WHERE id = ?1")
        static let list = SQL("SELECT \(columns) FROM clients WHERE id > ?1 ORDER BY id LIMIT ?2")
        static let insert = SQL("INSERT INTO clients (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        static let replace = SQL(
            "UPDATE clients SET name = ?2, about = ?3, is_enabled = ?4, updated_at = ?5, version = ?6 WHERE id = ?1")
        static let remove = SQL("DELETE FROM clients WHERE id = ?1")
    }
}
