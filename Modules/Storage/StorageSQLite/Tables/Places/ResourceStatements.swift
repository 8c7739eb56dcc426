import FoundationEssentials
import IdentityCore
import SQLiteKit

enum ResourceStatements {
    static let columns =
        "organization, type, id, number, name, owner, workspace, created_at, updated_at, version"
    private static let key = "organization = ?1 AND type = ?2 AND id = ?3"

    static let byKey = SQL("SELECT \(columns) FROM resources WHERE \(key)")
    static let byNumber = SQL("SELECT \(columns) FROM resources WHERE type = ?1 AND number = ?2")
    static let moveNumber = SQL(
        "INSERT INTO resource_numbers (type, last) VALUES (?1, 1) ON CONFLICT (type) DO UPDATE SET last = last + 1")
    static let insert = SQL(
        """
        INSERT INTO resources (\(columns))
        VALUES (?1, ?2, ?3, (SELECT last FROM resource_numbers WHERE type = ?2), ?4, ?5, ?6, ?7, ?8, ?9)
        """)
    static let replace = SQL(
        "UPDATE resources SET name = ?4, owner = ?5, workspace = ?6, updated_at = ?7, version = ?8 WHERE \(key)")
    static let remove = SQL("DELETE FROM resources WHERE \(key)")

    static let versions = SQL(
        """
        SELECT number, id, created_at FROM resource_versions
        WHERE type = ?1 AND resource = ?2 AND number > ?3 ORDER BY number LIMIT ?4
        """)
    static let lastVersion = SQL("SELECT max(number) FROM resource_versions WHERE type = ?1 AND resource = ?2")
    static let addVersion = SQL(
        "INSERT INTO resource_versions (type, resource, number, id, created_at) VALUES (?1, ?2, ?3, ?4, ?5)")
}

/// The statement for one page of resources, along the index of the narrowest filter.
struct ResourceListStatement {
    let text: String
    let values: [any SQLiteBindable]

    init(_ query: ResourceQuery) {
        var conditions: [String] = []
        var values: [any SQLiteBindable] = []
        var index: String?
        if let organization = query.organization {
            conditions.append("organization = ?")
            values.append(organization.rawValue)
            index = "resources_by_organization"
        }
        if let workspace = query.workspace {
            conditions.append("workspace = ?")
            values.append(workspace.rawValue)
            index = "resources_by_workspace"
        }
        if let owner = query.owner {
            conditions.append("owner = ?")
            values.append(owner.rawValue)
            index = "resources_by_owner"
        }
        if let type = query.type {
            conditions += ["type = ?", "number > ?"]
            values += [type, Self.lastNumber(of: type, upTo: query.after)] as [any SQLiteBindable]
        } else if let after = query.after {
            conditions.append("(type, number) > (?, ?)")
            values += [after.type, after.number] as [any SQLiteBindable]
        }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        // Without the index named, SQLite could choose another and sort everything that passes.
        text = """
            SELECT \(ResourceStatements.columns) FROM resources \(index.map { "INDEXED BY \($0)" } ?? "") \(filter) \
            ORDER BY type, number LIMIT ?
            """
        self.values = values + [max(query.limit, 0)]
    }

    /// The number of that type behind which the page begins, also when the position stands in another type.
    private static func lastNumber(of type: String, upTo position: ResourcePosition?) -> Int64 {
        guard let position else { return 0 }
        if position.type.utf8.elementsEqual(type.utf8) { return position.number }
        return position.type.utf8.lexicographicallyPrecedes(type.utf8) ? 0 : .max
    }
}
