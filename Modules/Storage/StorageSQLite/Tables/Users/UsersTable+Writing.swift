import FoundationEssentials
import IdentityCore
import SQLiteKit

extension UsersTable: UserWriting {
    func insert(_ user: User) throws(ServiceError) { try write(user, with: UserWriteStatements.insert) }

    func replace(_ user: User) throws(ServiceError) {
        guard let earlier = try find(.id(user.id)) else { throw .notFound(.user) }
        statements.memory?.forget()
        // At each sign-in a user is stored whose indexed columns stand still.
        if IndexedUserColumns(user) == IndexedUserColumns(earlier) {
            try update(user)
        } else {
            try write(user, with: UserWriteStatements.replace)
        }
        if !user.login.key.utf8.elementsEqual(earlier.login.key.utf8) {
            try statements.run(MembershipStatements.renameMember, user.id.rawValue, user.login.key)
        }
    }

    func remove(_ id: UserID) throws(ServiceError) {
        statements.memory?.forget()
        guard try statements.run(UserWriteStatements.remove, id.rawValue) == 1 else { throw .notFound(.user) }
        try DocumentsTable(statements: statements).removeAll(of: .user(id))
    }

    func touch(_ id: UserID, at moment: Date) throws(ServiceError) {
        statements.memory?.forget()
        try statements.run(UserWriteStatements.touch, id.rawValue, moment.microseconds)
    }

    private func write(_ user: User, with sql: SQL) throws(ServiceError) {
        try statements.run(
            sql, user.id.rawValue, user.login.display, user.login.key, user.email?.display, user.email?.key ?? "",
            user.displayName.display, user.displayName.key, user.givenName, user.familyName, user.isEnabled,
            user.source.rawValue, user.externalID, NameList.text(user.roles), NameList.text(user.requiredActions),
            user.createdAt.microseconds, user.updatedAt.microseconds, user.lastLoginAt?.microseconds,
            user.lastFailedLoginAt?.microseconds, user.failedLogins, user.version, user.organization.rawValue,
            user.tenant.rawValue, user.isEmailVerified, user.profile, user.trial?.grantedOn.microseconds,
            user.trial?.expiresOn.microseconds, user.validUntil?.microseconds, user.defaultWorkspace?.rawValue,
            user.lastActivityAt?.microseconds, user.withdrawnAt?.microseconds)
    }

    private func update(_ user: User) throws(ServiceError) {
        try statements.run(
            UserWriteStatements.update, user.id.rawValue, user.login.display, user.email?.display,
            user.displayName.display, user.givenName, user.familyName, NameList.text(user.requiredActions),
            user.updatedAt.microseconds, user.lastLoginAt?.microseconds, user.lastFailedLoginAt?.microseconds,
            user.failedLogins, user.version, user.isEmailVerified, user.profile, user.trial?.grantedOn.microseconds,
            user.trial?.expiresOn.microseconds, user.validUntil?.microseconds, user.defaultWorkspace?.rawValue,
            user.lastActivityAt?.microseconds, user.withdrawnAt?.microseconds)
    }
}

/// Everything of a user that some index holds, byte by byte.
private struct IndexedUserColumns: Equatable {
    private let texts: [[UInt8]?]
    private let createdAt: Int64
    private let isEnabled: Bool

    init(_ user: User) {
        let texts: [String?] = [
            user.login.key, user.email?.key, user.displayName.key, user.source.rawValue, user.externalID,
            NameList.text(user.roles), user.organization.rawValue, user.tenant.rawValue,
        ]
        self.texts = texts.map { $0.map { Array($0.utf8) } }
        createdAt = user.createdAt.microseconds
        isEnabled = user.isEnabled
    }
}
