import FoundationEssentials
import IdentityCore
import SQLiteKit

struct UsersTable: UserReading {
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
            try kept(statements.first(Text.byExternalID, source.rawValue, externalID, read: UserColumns.user))
        }
    }

    private func find(_ id: UserID) throws(ServiceError) -> User? {
        if let known = statements.memory?.users[id] { return known }
        return try kept(statements.first(Text.byID, id.rawValue, read: UserColumns.user))
    }

    /// Whoever is changed next is asked for by id once more.
    private func kept(_ found: User?) -> User? {
        if let found { statements.memory?.keep(found) }
        return found
    }

    func list(_ query: UserQuery) throws(ServiceError) -> [User] {
        let fewHold = try query.role.map { role throws(ServiceError) in try RoleHolders.areFew([role], statements) }
        let select = UserListStatement(query, fewHoldTheRole: fewHold ?? false)
        return try statements.all(text: select.text, values: select.values, read: UserColumns.user)
    }

    func list(_ holders: HolderQuery) throws(ServiceError) -> [User] {
        let start = LoginPosition(holders.after)
        return try statements.all(
            try RoleHolders.areFew(holders.roles, statements) ? HolderStatements.fetched : HolderStatements.met,
            ValueList.json(holders.roles.map(\.rawValue)), start.key, start.id, max(holders.limit, 0),
            ValueList.bytes(holders.groups), ValueList.bytes(holders.users), read: UserColumns.user)
    }

    func list(_ query: SourceUserQuery) throws(ServiceError) -> [User] {
        guard let after = query.after else {
            return try statements.all(
                Text.firstOfSource, query.source.rawValue, max(query.limit, 0), read: UserColumns.user)
        }
        return try statements.all(
            Text.nextOfSource, query.source.rawValue, max(query.limit, 0), after, read: UserColumns.user)
    }

    func find(externalIDs: [String], of source: SourceID) throws(ServiceError) -> [User] {
        try statements.all(
            Text.byExternalIDs, source.rawValue, ValueList.json(externalIDs), read: UserColumns.user)
    }

    func find(keys: Set<String>) throws(ServiceError) -> [User] {
        try statements.all(Text.byKeys, ValueList.json(keys), read: UserColumns.user)
    }

    func count(of source: SourceID) throws(ServiceError) -> Int {
        try statements.first(Text.countOfSource, source.rawValue) { $0.int(0) } ?? 0
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

    func countEnabled(upTo limit: Int) throws(ServiceError) -> Int {
        try statements.first(Text.countEnabledUpTo, max(limit, 0)) { $0.int(0) } ?? 0
    }
}

extension UsersTable {
    enum Text {
        static let byID = SQL("SELECT \(UserColumns.list) FROM users WHERE id = ?1")
        static let byLogin = SQL("SELECT \(UserColumns.list) FROM users WHERE login_key = ?1")
        // The second condition lets the partial unique index answer.
        static let byEmail = SQL("SELECT \(UserColumns.list) FROM users WHERE email_key = ?1 AND email_key <> ''")
        static let byExternalID = SQL("SELECT \(UserColumns.list) FROM users WHERE source = ?1 AND external_id = ?2")
        static let byExternalIDs = SQL(
            """
            SELECT \(UserColumns.qualified) FROM json_each(?2) AS wanted
            CROSS JOIN users ON users.source = ?1 AND users.external_id = wanted.value
            """)
        static let byKeys = SQL(
            """
            SELECT \(UserColumns.qualified) FROM (
                SELECT users.id AS found FROM json_each(?1) AS wanted CROSS JOIN users ON login_key = wanted.value
                UNION
                SELECT users.id FROM json_each(?1) AS wanted
                CROSS JOIN users ON email_key = wanted.value AND email_key <> ''
            ) CROSS JOIN users ON users.id = found
            """)
        static let firstOfSource = page("external_id IS NOT NULL")
        static let nextOfSource = page("external_id > ?3")
        static let countOfSource = SQL("SELECT count(*) FROM users WHERE source = ?1 AND external_id IS NOT NULL")
        static let count = SQL("SELECT count(*) FROM users")
        static let countEnabledUpTo = SQL(
            """
            SELECT count(*) FROM (SELECT 1 FROM users INDEXED BY users_enabled WHERE is_enabled = 1 LIMIT ?1)
            """)
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
        private static func page(_ behind: String) -> SQL {
            SQL(
                """
                SELECT \(UserColumns.list) FROM users INDEXED BY users_by_external_id
                WHERE source = ?1 AND \(behind) ORDER BY external_id LIMIT ?2
                """)
        }

        /// Reads the table: asked by nobody but whoever wants to count everybody.
        static let countMereMembers = SQL("SELECT count(*) FROM users WHERE is_enabled = 1 AND roles = '\(mereMember)'")
    }
}
