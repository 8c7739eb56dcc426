import SQLiteKit

enum GroupStatements {
    private static let columns = GroupColumns.list

    static let byID = SQL("SELECT \(columns) FROM groups WHERE id = ?1")
    // The last conditions let the partial indexes answer.
    static let byNameBelow = SQL(
        "SELECT \(columns) FROM groups WHERE parent = ?1 AND name_key = ?2 AND organization = ?3")
    static let byNameAtTop = SQL(
        "SELECT \(columns) FROM groups WHERE organization = ?1 AND name_key = ?2 AND parent IS NULL")
    static let mapped = SQL(
        """
        SELECT \(columns) FROM groups WHERE organization = ?2 AND id IN (
            SELECT group_id FROM json_each(?1) AS wanted CROSS JOIN group_mappings ON external = wanted.value)
        ORDER BY name_key, id
        """)
    static let granting = SQL(
        """
        SELECT \(columns) FROM groups INDEXED BY groups_granting WHERE (roles <> '' OR permissions <> '')
            AND (?1 IS NULL OR \(RoleHolders.contains("groups.roles", at: "?1"))) AND (?2 IS NULL OR organization = ?2)
        ORDER BY name_key, id
        """)
    static let countBelow = SQL(
        """
        WITH RECURSIVE \(ValueList.identifiers("above", at: "?1"))
        SELECT parent, count(*) FROM above CROSS JOIN groups ON groups.parent = entry GROUP BY parent
        """)
    static let count = SQL("SELECT count(*) FROM groups")
    static let insert = SQL(
        """
        INSERT INTO groups (
            id, organization, parent, name, name_key, about, source, roles, permissions, mapped_external_groups,
            created_at, updated_at, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """)
    static let replace = SQL(
        """
        UPDATE groups SET organization = ?2, parent = ?3, name = ?4, name_key = ?5, about = ?6, source = ?7, roles = ?8,
            permissions = ?9, mapped_external_groups = ?10, created_at = ?11, updated_at = ?12, version = ?13
        WHERE id = ?1
        """)
    /// A group that was put below itself is not kept by that.
    static let hasBelow = SQL("SELECT 1 FROM groups WHERE parent = ?1 AND id <> ?1 LIMIT 1")
    static let remove = SQL("DELETE FROM groups WHERE id = ?1")
    static let forgetMappings = SQL("DELETE FROM group_mappings WHERE group_id = ?1")
    static let map = SQL("INSERT INTO group_mappings (external, group_id) SELECT value, ?2 FROM json_each(?1)")
}
