import IdentityCore
import SQLiteKit

/// The statement for one page of groups, along the index of the level, beginning right behind the position. There are
/// 20 different texts.
struct GroupListStatement {
    let text: String
    let values: [any SQLiteBindable]

    init(_ query: GroupQuery) {
        var conditions: [String] = []
        var values: [any SQLiteBindable] = []
        if case .below(let parent) = query.level {
            conditions.append("parent = ?")
            values.append(parent.rawValue)
        }
        if query.level == .top { conditions.append("parent IS NULL") }
        if let organization = query.organization {
            conditions.append("organization = ?")
            values.append(organization.rawValue)
        }
        if let after = query.after {
            conditions.append("(name_key, id) > (?, ?)")
            values += [after.key, after.id.rawValue]
        }
        if let search = query.search {
            conditions.append("instr(name_key, ?) > 0")
            values.append(search)
        }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        text = """
            SELECT \(GroupColumns.list) FROM groups INDEXED BY \(Self.index(query)) \(filter) \
            ORDER BY name_key, id LIMIT ?
            """
        values.append(max(query.limit, 0))
        self.values = values
    }

    private static func index(_ query: GroupQuery) -> String {
        switch (query.level, query.organization) {
        case (.below, _): "groups_below"
        case (.top, nil): "groups_at_top_by_name"
        case (.top, _): "groups_at_top"
        case (.all, nil): "groups_by_name"
        case (.all, _): "groups_by_organization"
        }
    }
}
