import IdentityCore
import IdentityServices
import JSONText

/// The authorization matrix: a column for each enabled user and each group, a row for each flag.
struct MatrixColumns {
    private struct Column {
        let name: String
        let isAdmin: Bool
        let flags: Set<String>
    }

    private var users: [Column] = []
    private var groups: [Column] = []
    private var granting: Set<GroupID> = []
    private var rows = Set(GroupFlags.known)

    mutating func add(_ page: AuthorizationMatrix) {
        rows.formUnion(page.permissions.compactMap(GroupFlags.name))
        for row in page.users {
            users.append(column(row.user.login.display, row.grants, in: row.user.organization))
        }
        for row in page.groups {
            granting.insert(row.group.id)
            groups.append(column(row.group.name.display, row.grants, in: row.group.organization))
        }
    }

    /// A group that grants nothing itself stands there, too.
    mutating func add(_ group: PlacedGroup) {
        guard !granting.contains(group.group.id) else { return }
        groups.append(Column(name: group.path, isAdmin: false, flags: []))
    }

    private func column(_ name: String, _ grants: Grants, in place: OrganizationID) -> Column {
        Column(
            name: name, isAdmin: GroupFlags.isAdmin(grants),
            flags: rows.filter { grants.allow(GroupFlags.permission($0), in: place) })
    }

    var json: JSONValue {
        func block(_ noun: String, _ columns: [Column]) -> JSONValue {
            var block: JSONObject = [:]
            block[noun] = .array(columns.map { .string(WireName.wire($0.name)) })
            block["admin"] = .array(columns.map { .bool($0.isAdmin) })
            for row in rows.sorted() { block[row] = .array(columns.map { .bool($0.flags.contains(row)) }) }
            block["projectsGrants"] = []
            return .object(block)
        }
        return ["perUser": block("users", users), "perGroup": block("groups", groups)]
    }
}
