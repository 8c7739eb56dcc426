import SQLiteKit

/// From groups to those above and below them, each once, so that a cycle ends where it began. One statement each,
/// however many groups there are.
enum LineageStatements {
    static let ofGroups = SQL(
        above(
            """
            WITH RECURSIVE \(ValueList.identifiers("start", at: "?1")),
            line (step) AS (SELECT entry FROM start
            """))
    /// Behind the columns of each group, why the user is in it, if so.
    static let ofUser = SQL(
        above(
            "WITH RECURSIVE line (step) AS (SELECT group_id FROM memberships WHERE member = ?1",
            more: ", (SELECT origin FROM memberships WHERE member = ?1 AND group_id = groups.id)"))

    static let below = SQL(
        """
        WITH RECURSIVE \(ValueList.identifiers("start", at: "?1")),
        \(below(start: "SELECT groups.id FROM start CROSS JOIN groups ON groups.id = entry", limit: "LIMIT ?2"))
        SELECT step FROM line
        """)

    /// A common table expression `line` with the groups that `start` selects and everything below them in the column
    /// `step`.
    static func below(start: String, limit: String = "") -> String {
        """
        line (step) AS (
            \(start)
            UNION
            SELECT groups.id FROM line CROSS JOIN groups ON groups.parent = step
            \(limit)
        )
        """
    }

    private static func above(_ start: String, more: String = "") -> String {
        """
        \(start)
            UNION
            SELECT groups.parent FROM line CROSS JOIN groups ON groups.id = step WHERE groups.parent IS NOT NULL
        )
        SELECT \(GroupColumns.list)\(more) FROM line CROSS JOIN groups ON groups.id = step
        ORDER BY groups.name_key, groups.id
        """
    }
}
