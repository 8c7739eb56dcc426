import FoundationEssentials
import IdentityCore
import SQLiteKit

enum WorkspaceStatements {
    static let columns = "id, number, organization, name, is_archived, created_by, created_at, updated_at, version"
    private static let memberColumns = "workspaces.id, members.user, members.role, members.since"
    private static let numberOfID = "(SELECT number FROM workspaces WHERE id = ?1)"

    static let byID = SQL("SELECT \(columns) FROM workspaces WHERE id = ?1")
    static let byNumber = SQL("SELECT \(columns) FROM workspaces WHERE number = ?1")
    static let byName = SQL(
        "SELECT \(columns) FROM workspaces WHERE organization = ?1 AND name = ?2 COLLATE NOCASE")
    static let insert = SQL(
        """
        INSERT INTO workspaces (id, organization, name, is_archived, created_by, created_at, updated_at, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """)
    static let replace = SQL(
        "UPDATE workspaces SET name = ?2, is_archived = ?3, updated_at = ?4, version = ?5 WHERE id = ?1")
    static let firstResource = SQL("SELECT 1 FROM resources WHERE workspace = ?1 LIMIT 1")
    static let remove = SQL("DELETE FROM workspaces WHERE id = ?1")

    static let memberships = SQL(
        """
        SELECT \(memberColumns) FROM workspace_members AS members
        JOIN workspaces ON workspaces.number = members.workspace
        WHERE members.user = ?1 ORDER BY members.workspace
        """)
    static let members = SQL(
        """
        SELECT ?1, user, role, since FROM workspace_members
        WHERE workspace = \(numberOfID) AND user > ?2 ORDER BY user LIMIT ?3
        """)
    static let membership = SQL(
        "SELECT ?1, user, role, since FROM workspace_members WHERE workspace = \(numberOfID) AND user = ?2")
    static let countOwners = SQL(
        "SELECT count(*) FROM workspace_members WHERE workspace = \(numberOfID) AND role = 'owner'")
    static let putMember = SQL(
        """
        INSERT INTO workspace_members (workspace, user, role, since)
        SELECT number, ?2, ?3, ?4 FROM workspaces WHERE id = ?1
        ON CONFLICT (workspace, user) DO UPDATE SET role = ?3, since = ?4
        """)
    static let removeMember = SQL("DELETE FROM workspace_members WHERE workspace = \(numberOfID) AND user = ?2")
}

/// The statement for one page of workspaces, along the index of the narrowest filter. Eight different texts.
struct WorkspaceListStatement {
    let text: String
    let values: [any SQLiteBindable]

    init(_ query: WorkspaceQuery) {
        var tables = "workspaces"
        var conditions = ["workspaces.number > ?"]
        // Numbers begin at 1.
        var values: [any SQLiteBindable] = [query.after ?? 0]
        if let member = query.member {
            // Walks the memberships in the order of their numbers; a join written otherwise might be turned round.
            tables = "workspace_members AS members CROSS JOIN workspaces ON workspaces.number = members.workspace"
            conditions = ["members.workspace > ?", "members.user = ?"]
            values.append(member.rawValue)
        } else if query.organization != nil {
            tables = "workspaces INDEXED BY workspaces_by_organization"
        }
        if let organization = query.organization {
            conditions.append("workspaces.organization = ?")
            values.append(organization.rawValue)
        }
        if !query.includesArchived { conditions.append("is_archived = 0") }
        let order = query.member == nil ? "workspaces.number" : "members.workspace"
        text = """
            SELECT \(WorkspaceStatements.columns) FROM \(tables) \
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT ?
            """
        self.values = values + [max(query.limit, 0)]
    }
}
