import SQLiteKit

enum MembershipStatements {
    static let ofUser = SQL("SELECT group_id, origin FROM memberships WHERE member = ?1")
    /// Answered by the index alone.
    static let groupsOfUser = SQL("SELECT group_id FROM memberships WHERE member = ?1")
    static let ofUsers = SQL(
        """
        WITH RECURSIVE \(ValueList.identifiers("people", at: "?1"))
        SELECT member, group_id, origin FROM people CROSS JOIN memberships ON member = entry
        """)
    static let insert = SQL(
        """
        INSERT INTO memberships (group_id, member_key, member, origin) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (member, group_id) DO NOTHING
        """)
    static let assign = SQL("UPDATE memberships SET origin = 'assigned' WHERE member = ?1 AND group_id = ?2")
    static let remove = SQL("DELETE FROM memberships WHERE member = ?1 AND group_id = ?2")
    /// When the login has changed.
    static let renameMember = SQL("UPDATE memberships SET member_key = ?2 WHERE member = ?1")

    /// Along the primary key, beginning behind the position: the last page costs what the first does.
    static let members = SQL(
        """
        SELECT \(UserColumns.qualified) FROM memberships CROSS JOIN users ON users.id = member
        WHERE group_id = ?1 AND (member_key, member) > (?2, ?3) ORDER BY member_key, member LIMIT ?4
        """)

    static let membersBelow = SQL(
        """
        WITH RECURSIVE \(LineageStatements.below(start: "SELECT ?1"))
        SELECT \(UserColumns.qualified)
        FROM (\(page(of: "line", column: "step")) ORDER BY member_key, member LIMIT ?4) AS page
        CROSS JOIN users ON users.id = page.member ORDER BY page.member_key, page.member
        """)

    /// Members behind the position at `?2` and `?3`, of each of the groups at most `?4`: what is sorted grows with the
    /// groups, not with their members.
    static func page(of groups: String, column: String) -> String {
        """
        SELECT DISTINCT memberships.member_key, memberships.member FROM \(groups) CROSS JOIN memberships
        ON memberships.group_id = \(column) AND memberships.member_key IN (
            SELECT near.member_key FROM memberships AS near
            WHERE near.group_id = \(column) AND (near.member_key, near.member) > (?2, ?3)
            ORDER BY near.member_key, near.member LIMIT ?4)
        """
    }
}
