import IdentityCore
import SQLiteKit

/// Finding the users who hold a role without looking at everybody. Mere members, who are nearly everybody, are not in
/// the index; whoever asks for them walks the list.
enum RoleHolders {
    /// Up to so many holders are fetched and sorted for a page; where there are more, walking the order of the list
    /// meets enough of them soon.
    static let maximumSorted = 2_000

    /// A common table expression: walks from one distinct set of roles to the next along the index, of which there are
    /// a few.
    static let sets = """
        role_sets (enabled_set, role_set) AS (
            SELECT 0, min(roles) FROM users WHERE is_enabled = 0 AND roles <> '\(UsersTable.mereMember)'
            UNION ALL
            SELECT 1, min(roles) FROM users WHERE is_enabled = 1 AND roles <> '\(UsersTable.mereMember)'
            UNION ALL
            SELECT enabled_set, (
                SELECT min(users.roles) FROM users
                WHERE is_enabled = enabled_set AND users.roles > role_set
                    AND users.roles <> '\(UsersTable.mereMember)')
            FROM role_sets WHERE role_set IS NOT NULL
        )
        """

    /// The holders, for a `FROM`; each once.
    static let source = """
        role_sets CROSS JOIN users INDEXED BY users_by_roles
        ON users.is_enabled = enabled_set AND users.roles = role_set AND users.roles <> '\(UsersTable.mereMember)'
        """

    /// Whether a list of names, such as `users.roles`, contains one of the names in a JSON array.
    static func contains(_ column: String, at parameter: String) -> String {
        """
        EXISTS (
            SELECT 1 FROM json_each(\(parameter)) AS wanted
            WHERE instr(char(31) || \(column), char(31) || wanted.value || char(31)) > 0)
        """
    }

    /// The list in the column without the name: each list ends with a separator and holds a name once.
    static func without(_ parameter: String, in column: String) -> String {
        "substr(replace(char(31) || \(column), char(31) || \(parameter) || char(31), char(31)), 2)"
    }

    static let count = SQL(
        """
        WITH RECURSIVE \(sets)
        SELECT count(*) FROM (SELECT 1 FROM \(source) WHERE \(contains("role_set", at: "?1")) LIMIT ?2)
        """)

    /// Whether so few hold one of the roles that they are better fetched than met.
    static func areFew(_ roles: Set<Role>, _ statements: StatementRunner) throws(ServiceError) -> Bool {
        if roles.contains(.member) { return false }
        let names = ValueList.json(roles.map(\.rawValue))
        return try statements.first(count, names, maximumSorted + 1) { $0.int(0) <= maximumSorted } ?? true
    }
}
