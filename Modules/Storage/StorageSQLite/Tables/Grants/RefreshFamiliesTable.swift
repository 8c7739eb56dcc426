import FoundationEssentials
import IdentityCore
import SQLiteKit

struct RefreshFamiliesTable: RefreshFamilyReading, RefreshFamilyWriting {
    let statements: StatementRunner

    init(statements: StatementRunner) { self.statements = statements.referring(to: .session) }

    func find(_ id: RefreshFamilyID) throws(ServiceError) -> RefreshFamily? {
        try statements.first(Text.byID, id.rawValue, read: Self.family)
    }

    func list(of session: SessionID) throws(ServiceError) -> [RefreshFamily] {
        try statements.all(Text.ofSession, session.rawValue, read: Self.family)
    }

    func list(_ query: RefreshFamilyQuery) throws(ServiceError) -> [RefreshFamily] {
        // Before the first page stands the end of time.
        let time = query.after?.createdAt.microseconds ?? Int64.max
        let id = query.after?.id.rawValue ?? Self.firstID
        return try statements.all(
            Text.ofClient, query.client.rawValue, time, id, query.isOffline, max(query.limit, 0), read: Self.family)
    }

    func insert(_ family: RefreshFamily) throws(ServiceError) {
        try statements.run(
            Text.insert, family.id.rawValue, family.session.rawValue, family.client.rawValue, family.current,
            ScopeList.text(family.scopes), family.isOffline, family.createdAt.microseconds,
            family.renewedAt.microseconds, family.expiresAt.microseconds)
    }

    func replace(_ family: RefreshFamily) throws(ServiceError) {
        let changed = try statements.run(
            Text.replace, family.id.rawValue, family.current, family.renewedAt.microseconds,
            family.expiresAt.microseconds)
        guard changed == 1 else { throw .notFound(.session) }
    }

    func remove(_ id: RefreshFamilyID) throws(ServiceError) -> Bool {
        try statements.run(Text.remove, id.rawValue) == 1
    }

    func removeExpired(before moment: Date, limit: Int) throws(ServiceError) -> Int {
        try statements.run(Text.removeExpired, moment.microseconds, max(limit, 0))
    }

    private static let firstID = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))

    private static func family(_ row: SQLiteRow) throws(SQLiteError) -> RefreshFamily {
        RefreshFamily(
            id: RefreshFamilyID(try row.uuid(0)), session: SessionID(try row.uuid(1)),
            client: ClientID(rawValue: row.text(2)), current: try row.uuid(3), scopes: ScopeList.scopes(row.text(4)),
            isOffline: row.bool(5), createdAt: row.date(6), renewedAt: row.date(7), expiresAt: row.date(8))
    }

    enum Text {
        private static let columns =
            "id, session, client, current, scopes, is_offline, created_at, renewed_at, expires_at"

        static let byID = SQL("SELECT \(columns) FROM refresh_families WHERE id = ?1")
        static let ofSession = SQL(
            "SELECT \(columns) FROM refresh_families WHERE session = ?1 ORDER BY created_at, id")
        static let ofClient = SQL(
            """
            SELECT \(columns) FROM refresh_families
            WHERE client = ?1 AND (created_at, id) < (?2, ?3) AND (?4 IS NULL OR is_offline = ?4)
            ORDER BY created_at DESC, id DESC LIMIT ?5
            """)
        static let insert = SQL(
            "INSERT INTO refresh_families (\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
        static let replace = SQL(
            "UPDATE refresh_families SET current = ?2, renewed_at = ?3, expires_at = ?4 WHERE id = ?1")
        static let remove = SQL("DELETE FROM refresh_families WHERE id = ?1")
        static let removeExpired = SQL(
            """
            DELETE FROM refresh_families WHERE rowid IN (
                SELECT rowid FROM refresh_families WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2
            )
            """)
    }
}

/// Scopes in one column, in their order; none contains a blank (RFC 6749 section 3.3).
enum ScopeList {
    static func text(_ scopes: [String]) -> String { scopes.joined(separator: " ") }
    static func scopes(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
