import FoundationEssentials
import IdentityCore
import SQLiteKit

/// The statement for one page of users: along the index of the sort order, beginning right behind the position, so
/// that the last page costs what the first does. There are 128 different texts, however many users ask.
struct UserListStatement {
    let text: String
    let values: [any SQLiteBindable]

    init(_ query: UserQuery) {
        var conditions: [String] = []
        var values: [any SQLiteBindable] = []
        let (column, index) = Self.order(query.sort.field)
        let direction = query.sort.descending ? "DESC" : "ASC"

        if let after = query.after {
            conditions.append("(\(column), id) \(query.sort.descending ? "<" : ">") (?, ?)")
            switch after.value {
            case .text(let text): values.append(text)
            case .date(let date): values.append(date.microseconds)
            }
            values.append(after.id.rawValue)
        }
        if let isEnabled = query.isEnabled {
            conditions.append("is_enabled = ?")
            values.append(isEnabled)
        }
        if let source = query.source {
            conditions.append("source = ?")
            values.append(source.rawValue)
        }
        if let search = query.search {
            // `instr` knows no wildcards: what was searched for is always plain text.
            let columns = ["login_key", "email_key", "display_name_key"]
            conditions.append("(" + columns.map { "instr(\($0), ?) > 0" }.joined(separator: " OR ") + ")")
            values += [search, search, search]
        }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        // Without the index named, a filter could lead SQLite to sort everything that passes it.
        text = """
            SELECT \(UserColumns.list) FROM users INDEXED BY \(index) \(filter) \
            ORDER BY \(column) \(direction), id \(direction) LIMIT ?
            """
        values.append(max(query.limit, 0))
        self.values = values
    }

    private static func order(_ field: UserSort.Field) -> (column: String, index: String) {
        switch field {
        case .login: ("login_key", "users_by_login")
        case .email: ("email_key", "users_by_email")
        case .displayName: ("display_name_key", "users_by_display_name")
        case .createdAt: ("created_at", "users_by_created_at")
        }
    }
}
