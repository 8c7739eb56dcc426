import FoundationEssentials
import IdentityCore
import SQLiteKit

struct RolesTable: RoleReading, RoleWriting {
    let statements: StatementRunner

    func find(_ role: Role) throws(ServiceError) -> RoleDefinition? {
        try statements.first(RoleStatements.byName, role.rawValue, read: Self.definition)
    }

    func closure(of roles: Set<Role>) throws(ServiceError) -> [RoleDefinition] {
        try statements.all(RoleStatements.closure, ValueList.json(roles.map(\.rawValue)), read: Self.definition)
    }

    func list(_ scope: RoleScope, after: Role?, limit: Int) throws(ServiceError) -> [RoleDefinition] {
        let after = after?.rawValue ?? "", limit = max(limit, 0)
        switch scope {
        case .all: return try statements.all(RoleStatements.all, after, limit, read: Self.definition)
        case .realm: return try list(client: "", after: after, limit: limit)
        case .client(let id): return try list(client: id.rawValue, after: after, limit: limit)
        }
    }

    private func list(client: String, after: String, limit: Int) throws(ServiceError) -> [RoleDefinition] {
        try statements.all(RoleStatements.ofClient, client, after, limit, read: Self.definition)
    }

    func insert(_ definition: RoleDefinition) throws(ServiceError) {
        try write(definition, with: RoleStatements.insert)
    }

    func replace(_ definition: RoleDefinition) throws(ServiceError) {
        guard try write(definition, with: RoleStatements.replace) == 1 else { throw .notFound(.role) }
    }

    func remove(_ role: Role) throws(ServiceError) {
        statements.memory?.forget()
        guard try statements.run(RoleStatements.remove, role.rawValue) == 1 else { throw .notFound(.role) }
        let names = ValueList.json([role.rawValue])
        try statements.run(RoleStatements.takeFromUsers, names, role.rawValue)
        try statements.run(RoleStatements.takeFromGroups, names, role.rawValue)
        try statements.run(RoleStatements.takeFromRoles, role.rawValue)
        try DocumentsTable(statements: statements).removeAll(of: .role(role))
    }

    @discardableResult
    private func write(_ definition: RoleDefinition, with sql: SQL) throws(ServiceError) -> Int {
        try statements.run(
            sql, definition.role.rawValue, definition.role.client?.rawValue ?? "", definition.key, definition.about,
            definition.reach.rawValue, NameList.text(definition.permissions), definition.createdAt.microseconds,
            definition.updatedAt.microseconds, definition.version,
            ValueList.json(definition.includes.sorted().map(\.rawValue)))
    }

    private static func definition(_ row: SQLiteRow) throws(SQLiteError) -> RoleDefinition {
        RoleDefinition(
            role: Role(rawValue: row.text(0)), key: row.text(2), about: row.text(3),
            reach: try row.word(4, Reach.self), permissions: try row.permissions(5),
            includes: Set(row.names(9).map(Role.init(rawValue:))), createdAt: row.date(6), updatedAt: row.date(7),
            version: row.int(8))
    }
}

enum RoleStatements {
    private static let stored = """
        role, client, role_key, about, reach, permissions, created_at, updated_at, version
        """
    /// The included roles as `NameList` writes names.
    private static let columns = """
        \(stored), coalesce((SELECT group_concat(value, char(31)) FROM json_each(includes)), '')
        """

    static let byName = SQL("SELECT \(columns) FROM roles WHERE role = ?1")
    /// Names that are no stored role's, such as those of built-in ones, lead no further.
    static let closure = SQL(
        """
        WITH RECURSIVE reached (name) AS (
            SELECT value FROM json_each(?1)
            UNION
            SELECT one.value FROM reached CROSS JOIN roles ON role = reached.name CROSS JOIN json_each(includes) AS one
        )
        SELECT \(columns) FROM roles WHERE role IN (SELECT name FROM reached) ORDER BY role
        """)
    static let all = SQL("SELECT \(columns) FROM roles WHERE role > ?1 ORDER BY role LIMIT ?2")
    static let ofClient = SQL("SELECT \(columns) FROM roles WHERE client = ?1 AND role > ?2 ORDER BY role LIMIT ?3")
    static let insert = SQL("INSERT INTO roles (\(stored), includes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")
    static let replace = SQL(
        """
        UPDATE roles SET client = ?2, role_key = ?3, about = ?4, reach = ?5, permissions = ?6, created_at = ?7,
            updated_at = ?8, version = ?9, includes = ?10
        WHERE role = ?1
        """)
    static let remove = SQL("DELETE FROM roles WHERE role = ?1")
    static let takeFromRoles = SQL(
        """
        UPDATE roles SET includes = (SELECT json_group_array(value) FROM json_each(includes) WHERE value <> ?1),
            version = version + 1
        WHERE EXISTS (SELECT 1 FROM json_each(includes) WHERE value = ?1)
        """)
    static let takeFromUsers = SQL(
        """
        WITH RECURSIVE \(RoleHolders.sets)
        UPDATE users SET roles = \(RoleHolders.without("?2", in: "roles")), version = version + 1
        WHERE rowid IN (
            SELECT users.rowid FROM \(RoleHolders.source) WHERE \(RoleHolders.contains("role_set", at: "?1")))
        """)
    static let takeFromGroups = SQL(
        """
        UPDATE groups SET roles = \(RoleHolders.without("?2", in: "roles")), version = version + 1
        WHERE (roles <> '' OR permissions <> '') AND \(RoleHolders.contains("roles", at: "?1"))
        """)
}
