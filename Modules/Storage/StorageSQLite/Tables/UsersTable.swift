import FoundationEssentials
import IdentityCore
import SQLiteKit

struct UsersTable: UserReading, UserWriting {
    let statements: StatementRunner

    /// The roles of nearly everybody, as the column holds them; kept out of the index of role holders.
    static let mereMember = NameList.text([Role.member])

    func find(_ reference: UserReference) throws(ServiceError) -> User? {
        switch reference {
        case .id(let id):
            try find(id)
        case .login(let login):
            try statements.first(Text.byLogin, login.key, read: UserColumns.user)
        case .email(let email):
            try statements.first(Text.byEmail, email.key, read: UserColumns.user)
        case .external(let source, let externalID):
            try statements.first(Text.byExternalID, source.rawValue, externalID, read: UserColumns.user)
        }
    }

    private func find(_ id: UserID) throws(ServiceError) -> User? {
        if let known = statements.memory?.users[id] { return known }
        let found = try statements.first(Text.byID, id.rawValue, read: UserColumns.user)
        if let found { statements.memory?.keep(found) }
        return found
    }

    func list(_ query: UserQuery) throws(ServiceError) -> [User] {
        let select = UserListStatement(query)
        return try statements.all(text: select.text, values: select.values, read: UserColumns.user)
    }

    func count() throws(ServiceError) -> Int {
        try statements.first(Text.count) { $0.int(0) } ?? 0
    }

    func countEnabled(holding role: Role, except: UserID?) throws(ServiceError) -> Int {
        var holders = try statements.first(Text.countEnabled, role.rawValue) { $0.int(0) } ?? 0
        if role == .member { holders += try statements.first(Text.countMereMembers) { $0.int(0) } ?? 0 }
        guard holders > 0, let except, let user = try find(.id(except)) else { return holders }
        return user.isEnabled && user.roles.contains(role) ? holders - 1 : holders
    }

    func insert(_ user: User) throws(ServiceError) { try write(user, with: Text.insert) }

    func replace(_ user: User) throws(ServiceError) {
        statements.memory?.forget()
        guard try write(user, with: Text.replace) == 1 else { throw .notFound(.user) }
    }

    func remove(_ id: UserID) throws(ServiceError) {
        statements.memory?.forget()
        guard try statements.run(Text.remove, id.rawValue) == 1 else { throw .notFound(.user) }
    }

    @discardableResult
    private func write(_ user: User, with sql: SQL) throws(ServiceError) -> Int {
        try statements.run(
            sql, user.id.rawValue, user.login.display, user.login.key, user.email?.display, user.email?.key ?? "",
            user.displayName.display, user.displayName.key, user.givenName, user.familyName, user.isEnabled,
            user.source.rawValue, user.externalID, NameList.text(user.roles), NameList.text(user.requiredActions),
            user.createdAt.microseconds, user.updatedAt.microseconds, user.lastLoginAt?.microseconds,
            user.lastFailedLoginAt?.microseconds, user.failedLogins, user.version)
    }

    enum Text {
        static let byID = SQL("SELECT \(UserColumns.list) FROM users WHERE id = ?1")
        static let byLogin = SQL("SELECT \(UserColumns.list) FROM users WHERE login_key = ?1")
        // The second condition lets the partial unique index answer.
        static let byEmail = SQL("SELECT \(UserColumns.list) FROM users WHERE email_key = ?1 AND email_key <> ''")
        static let byExternalID = SQL("SELECT \(UserColumns.list) FROM users WHERE source = ?1 AND external_id = ?2")
        static let count = SQL("SELECT count(*) FROM users")
        static let insert = SQL(
            """
            INSERT INTO users (\(UserColumns.list))
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
            """)
        static let replace = SQL(
            """
            UPDATE users SET login = ?2, login_key = ?3, email = ?4, email_key = ?5, display_name = ?6,
                display_name_key = ?7, given_name = ?8, family_name = ?9, is_enabled = ?10, source = ?11,
                external_id = ?12, roles = ?13, required_actions = ?14, created_at = ?15, updated_at = ?16,
                last_login_at = ?17, last_failed_login_at = ?18, failed_logins = ?19, version = ?20
            WHERE id = ?1
            """)
        static let remove = SQL("DELETE FROM users WHERE id = ?1")
        /// Walks from one distinct set of roles to the next along the index, of which there are a few, and counts only
        /// the users of the sets that contain the role: the holders are visited, not everybody. Mere members, who are
        /// nearly everybody, are not in the index.
        static let countEnabled = SQL(
            """
            WITH RECURSIVE sets (roles) AS (
                SELECT min(roles) FROM users WHERE is_enabled = 1 AND roles <> '\(mereMember)'
                UNION ALL
                SELECT (
                    SELECT min(users.roles) FROM users
                    WHERE is_enabled = 1 AND users.roles > sets.roles AND users.roles <> '\(mereMember)')
                FROM sets WHERE sets.roles IS NOT NULL
            )
            SELECT coalesce(sum((
                SELECT count(*) FROM users
                WHERE is_enabled = 1 AND users.roles = sets.roles AND users.roles <> '\(mereMember)')), 0)
            FROM sets WHERE instr(char(31) || sets.roles, char(31) || ?1 || char(31)) > 0
            """)
        /// Reads the table: asked by nobody but whoever wants to count everybody.
        static let countMereMembers = SQL("SELECT count(*) FROM users WHERE is_enabled = 1 AND roles = '\(mereMember)'")
    }
}
