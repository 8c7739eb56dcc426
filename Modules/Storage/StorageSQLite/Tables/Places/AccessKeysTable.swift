import FoundationEssentials
import IdentityCore
import SQLiteKit

struct AccessKeysTable: AccessKeyReading, AccessKeyWriting {
    let statements: StatementRunner

    func find(_ id: AccessKeyID) throws(ServiceError) -> AccessKey? {
        try statements.first(AccessKeyStatements.byID, id.rawValue, read: AccessKeyColumns.key)
    }

    func find(_ digest: TokenDigest) throws(ServiceError) -> AccessKey? {
        if let key = try statements.first(AccessKeyStatements.byDigest, digest.bytes, read: AccessKeyColumns.key) {
            return key
        }
        return try statements.first(AccessKeyStatements.byPreviousDigest, digest.bytes, read: AccessKeyColumns.key)
    }

    func list(_ query: AccessKeyQuery) throws(ServiceError) -> [AccessKey] {
        // Before the first page stands the empty name.
        let name = query.after?.key ?? ""
        let id = query.after?.id.rawValue ?? Self.firstID
        let limit = max(query.limit, 0)
        if let user = query.user {
            return try statements.all(
                AccessKeyStatements.listOfUser, name, id, limit, user.rawValue, read: AccessKeyColumns.key)
        }
        if let organization = query.organization {
            return try statements.all(
                query.ofAnyUser
                    ? AccessKeyStatements.listOfAnyUserOfOrganization : AccessKeyStatements.listOfOrganization,
                name, id, limit, organization.rawValue, read: AccessKeyColumns.key)
        }
        return try statements.all(
            query.ofAnyUser ? AccessKeyStatements.listOfAnyUser : AccessKeyStatements.list, name, id, limit,
            read: AccessKeyColumns.key)
    }

    func insert(_ key: AccessKey) throws(ServiceError) {
        let owner = AccessKeyColumns.owner(of: key)
        try statements.run(
            AccessKeyStatements.insert, key.id.rawValue, owner.user, owner.groups, key.organization.rawValue,
            key.name.display, key.name.key, key.about, key.prefix, key.digest.bytes, key.previous?.digest.bytes,
            key.previous?.goodUntil.microseconds, key.scopes.map { NameList.text($0) }, key.createdAt.microseconds,
            key.createdBy?.rawValue, key.expiresAt?.microseconds, key.lastUsedAt?.microseconds,
            NameList.text(Set(key.roles.map(\.rawValue))))
    }

    func replace(_ key: AccessKey) throws(ServiceError) {
        let changed = try statements.run(
            AccessKeyStatements.replace, key.id.rawValue, key.name.display, key.name.key, key.about, key.prefix,
            key.digest.bytes, key.previous?.digest.bytes, key.previous?.goodUntil.microseconds,
            key.scopes.map { NameList.text($0) }, key.expiresAt?.microseconds, key.lastUsedAt?.microseconds,
            key.createdBy?.rawValue, AccessKeyColumns.owner(of: key).groups,
            NameList.text(Set(key.roles.map(\.rawValue))))
        guard changed == 1 else { throw .notFound(.accessKey) }
    }

    func touch(_ id: AccessKeyID, at moment: Date) throws(ServiceError) {
        try statements.run(AccessKeyStatements.touch, id.rawValue, moment.microseconds)
    }

    func remove(_ id: AccessKeyID) throws(ServiceError) {
        guard try statements.run(AccessKeyStatements.remove, id.rawValue) == 1 else { throw .notFound(.accessKey) }
    }

    private static let firstID = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
}
