import FoundationEssentials
import IdentityCore
import SQLiteKit

/// The columns of an access key in the order in which they are read and inserted.
enum AccessKeyColumns {
    static let list = """
        id, user, group_ids, organization, name, name_key, about, prefix, digest, previous_digest, previous_until, \
        scopes, created_at, created_by, expires_at, last_used_at, roles
        """

    static func key(_ row: SQLiteRow) throws(SQLiteError) -> AccessKey {
        AccessKey(
            id: AccessKeyID(try row.uuid(0)),
            owner: try owner(row),
            roles: Set(row.names(16).map(Role.init(rawValue:))),
            organization: OrganizationID(rawValue: row.text(3)),
            name: FoldedName(storedDisplay: row.text(4), key: row.text(5)),
            about: row.text(6),
            prefix: row.text(7),
            digest: TokenDigest(bytes: row.bytes(8)),
            previous: row.optionalDate(10).map {
                AccessKey.Previous(digest: TokenDigest(bytes: row.bytes(9)), goodUntil: $0)
            },
            scopes: row.isNull(11) ? nil : try row.permissions(11),
            createdAt: row.date(12),
            createdBy: try row.optionalUUID(13).map { UserID($0) },
            expiresAt: row.optionalDate(14),
            lastUsedAt: row.optionalDate(15))
    }

    static func owner(of key: AccessKey) -> (user: UUID?, groups: String?) {
        switch key.owner {
        case .user(let user): (user.rawValue, nil)
        case .groups(let groups): (nil, NameList.text(Set(groups.map(\.description))))
        }
    }

    private static func owner(_ row: SQLiteRow) throws(SQLiteError) -> AccessKey.Owner {
        if let user = try row.optionalUUID(1) { return .user(UserID(user)) }
        var groups: Set<GroupID> = []
        for text in row.names(2) {
            guard let id = GroupID(text) else { throw .unexpectedValue(column: 2, wanted: "group") }
            groups.insert(id)
        }
        return .groups(groups)
    }
}
