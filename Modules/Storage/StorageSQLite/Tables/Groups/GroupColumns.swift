import IdentityCore
import SQLiteKit

/// The columns of a group in the order in which they are read and written.
enum GroupColumns {
    private static let names = [
        "id", "organization", "parent", "name", "name_key", "about", "source", "roles", "permissions",
        "mapped_external_groups", "created_at", "updated_at", "version",
    ]
    static let list = names.map { "groups.\($0)" }.joined(separator: ", ")
    /// The first column behind them.
    static let count = Int32(names.count)

    static func group(_ row: SQLiteRow) throws(SQLiteError) -> Group {
        Group(
            id: GroupID(try row.uuid(0)),
            organization: OrganizationID(rawValue: row.text(1)),
            parent: try row.optionalUUID(2).map(GroupID.init),
            name: GroupName(storedDisplay: row.text(3), key: row.text(4)),
            about: row.text(5),
            source: SourceID(rawValue: row.text(6)),
            roles: Set(row.names(7).map(Role.init(rawValue:))),
            permissions: try row.permissions(8),
            mappedExternalGroups: Set(row.names(9)),
            createdAt: row.date(10),
            updatedAt: row.date(11),
            version: row.int(12))
    }
}
