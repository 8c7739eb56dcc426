import Composition
import FoundationEssentials
import IdentityCore
import SQLiteKit

/// The rows that one request over HTTP leaves in the store, written by hand.
protocol RequestWriting {
    /// - Parameter number: of the request, from 0.
    func write(_ number: Int, on connection: SQLiteConnection) throws
}

/// What a user leaves who is created without e-mail address and password: its row and the audit record.
struct CreationWriting: RequestWriting {
    private let ids = SystemIDs(clock: SystemClock(), random: SystemRandomSource())
    private let run: String

    init() { run = ids.uuid().uuidString.lowercased() }

    func write(_ number: Int, on connection: SQLiteConnection) throws {
        let id = ids.uuid(), name = "single-\(run)-\(number)", now = Date().asColumn
        try connection.run(Self.insertion, id, name, "member\u{1F}", now)
        try connection.run(Self.record, now, id, "admin", id.uuidString.lowercased(), name, "127.0.0.1", "5c0ffee0-1f")
    }

    private static let insertion = SQL(
        """
        INSERT INTO users (id, login, login_key, email_key, display_name, display_name_key, is_enabled, source, roles,
            required_actions, created_at, updated_at, failed_logins, version)
        VALUES (?1, ?2, ?2, '', ?2, ?2, 1, 'local', ?3, '', ?4, ?4, 0, 1)
        """)
    private static let record = SQL(
        """
        INSERT INTO audit (at, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome,
            address, request_id)
        VALUES (?1, 'user', ?2, ?3, 'user.created', 'user', ?4, ?5, 'success', ?6, ?7)
        """)
}

/// What a refresh token leaves that is used: the next one of its family, of which there must be some.
struct RenewalWriting: RequestWriting {
    struct NoFamilies: Error, CustomStringConvertible {
        let description = "no refresh token is on file"
    }

    private static let lifetime: Int64 = 1_800_000_000

    private let ids = SystemIDs(clock: SystemClock(), random: SystemRandomSource())
    private let families: [UUID]

    init(on connection: SQLiteConnection) throws {
        families = try connection.all(Self.known) { (row) throws(SQLiteError) in try row.uuid(0) }
        guard !families.isEmpty else { throw NoFamilies() }
    }

    func write(_ number: Int, on connection: SQLiteConnection) throws {
        let now = Date().asColumn
        try connection.run(Self.renewal, families[number % families.count], ids.uuid(), now, now + Self.lifetime)
    }

    private static let known = SQL("SELECT id FROM refresh_families ORDER BY created_at, id")
    private static let renewal = SQL(
        "UPDATE refresh_families SET current = ?2, renewed_at = ?3, expires_at = ?4 WHERE id = ?1")
}

extension Date {
    fileprivate var asColumn: Int64 { Int64(timeIntervalSince1970 * 1_000_000) }
}
