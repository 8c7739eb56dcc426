import FoundationEssentials
import IdentityCore
import SQLiteKit

/// The statement for one page of users: along the index of the sort order, beginning right behind the position, so
/// that the last page costs what the first does. Where an organization, a tenant or a role has few of the users, those
/// are fetched and sorted instead. There are 640 different texts, however many users ask.
struct UserListStatement {
    let text: String
    let values: [any SQLiteBindable]

    /// - Parameter fewHoldTheRole: as `RoleHolders.areFew` says of `query.role`.
    init(_ query: UserQuery, fewHoldTheRole: Bool = false) {
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
        var way = Way(source: "users INDEXED BY \(index)")
        if query.organization != nil || query.tenant != nil || query.role != nil {
            way = Way(query, fewHoldTheRole: fewHoldTheRole) ?? way
            conditions += way.conditions
            // One text for every choice of the three.
            conditions.append("organization = coalesce(?, organization) AND tenant = coalesce(?, tenant)")
            conditions.append("instr(char(31) || \(way.roles), coalesce(char(31) || ? || char(31), '')) > 0")
            values += way.values + [query.organization?.rawValue, query.tenant?.rawValue, query.role?.rawValue]
        }
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        // Without the index named, a filter could lead SQLite to sort everything that passes it.
        text = """
            \(way.prelude)SELECT \(UserColumns.list) FROM \(way.source) \(filter) \
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

/// Where the rows of a page come from.
private struct Way {
    var prelude = ""
    var source: String
    var conditions: [String] = []
    var values: [any SQLiteBindable] = []
    /// The column of roles to look into.
    var roles = "roles"

    init(source: String) { self.source = source }

    /// - Returns: `nil` when the order of the list is the best way.
    init?(_ query: UserQuery, fewHoldTheRole: Bool) {
        if fewHoldTheRole {
            self.init(source: RoleHolders.source)
            prelude = "WITH RECURSIVE \(RoleHolders.sets) "
            roles = "role_set"
        } else if let tenant = query.tenant, tenant != .standard {
            self.init(index: "users_by_tenant", column: "tenant", value: tenant.rawValue)
        } else if let organization = query.organization, organization != .standard {
            self.init(index: "users_by_organization", column: "organization", value: organization.rawValue)
        } else {
            return nil
        }
    }

    private init(index: String, column: String, value: String) {
        source = "users INDEXED BY \(index)"
        // The second condition lets the partial index answer.
        conditions = ["\(column) = ?", "\(column) <> 'default'"]
        values = [value]
    }
}
