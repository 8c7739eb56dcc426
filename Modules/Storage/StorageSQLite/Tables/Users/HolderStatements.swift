import FoundationEssentials
import IdentityCore
import SQLiteKit

/// One page of those who hold one of the roles (`?1`), are in one of the groups (`?5`) or are named (`?6`).
enum HolderStatements {
    private static let lists = """
        WITH RECURSIVE \(ValueList.identifiers("groups_asked", at: "?5")), \
        \(ValueList.identifiers("users_asked", at: "?6"))
        """

    /// Collects them, for roles that few hold.
    static let fetched = SQL(
        """
        \(lists), \(RoleHolders.sets)
        SELECT \(UserColumns.qualified) FROM (
            SELECT users.login_key AS page_key, users.id AS page_id FROM \(RoleHolders.source)
            WHERE \(RoleHolders.contains("role_set", at: "?1")) AND (users.login_key, users.id) > (?2, ?3)
            UNION
            SELECT * FROM (\(MembershipStatements.page(of: "groups_asked", column: "entry")))
            UNION
            SELECT users.login_key, users.id FROM users_asked CROSS JOIN users ON users.id = entry
            WHERE (users.login_key, users.id) > (?2, ?3)
            ORDER BY 1, 2 LIMIT ?4
        ) AS page CROSS JOIN users ON users.id = page_id ORDER BY page_key, page_id
        """)

    /// Meets them along the order of the list, for roles that many hold.
    static let met = SQL(
        """
        \(lists)
        SELECT \(UserColumns.list) FROM users INDEXED BY users_by_login
        WHERE (login_key, id) > (?2, ?3) AND (
            \(RoleHolders.contains("users.roles", at: "?1"))
            OR id IN (SELECT entry FROM users_asked)
            OR EXISTS (
                SELECT 1 FROM memberships WHERE member = users.id AND group_id IN (SELECT entry FROM groups_asked)))
        ORDER BY login_key, id LIMIT ?4
        """)
}

/// Where a page by login begins; every login stands behind the empty one.
struct LoginPosition {
    let key: String
    let id: UUID

    init(_ position: UserPosition?) {
        if let position, case .text(let text) = position.value {
            (key, id) = (text, position.id.rawValue)
        } else {
            (key, id) = ("", UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)))
        }
    }
}
