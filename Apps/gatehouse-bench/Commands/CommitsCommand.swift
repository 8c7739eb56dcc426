import CommandParsing
import Composition
import FoundationEssentials
import IdentityCore
import JSONText
import SQLiteKit

struct CommitsCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["commits"], summary: "Insert users with their audit records, one synced SQLite transaction at a time",
        options: [
            .value(
                "data", "DIR", "a data folder that `seed` made; the rows are written into it", required: true, .folder),
            .value("seconds", "N", "how long", required: true),
        ])

    private let folder: DataFolder
    private let seconds: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        folder = DataFolder(arguments.required("data"))
        seconds = try arguments.integer("seconds", in: 1...600) ?? 1
    }

    func run(in context: Void) async throws {
        let file = try ConfigurationFile.load(folder.configurationFile).databaseFile
        let connection = try SQLiteConnection(path: file, mode: .readWrite, busyTimeout: .seconds(5))
        try connection.execute("PRAGMA synchronous = FULL")
        let ids = SystemIDs(clock: SystemClock(), random: SystemRandomSource())
        let run = ids.uuid().uuidString.lowercased(), limit = Double(seconds), watch = Stopwatch()
        var count = 0
        while watch.seconds < limit {
            try connection.beginWriting()
            try insert("single-\(run)-\(count)", id: ids.uuid(), on: connection)
            try connection.commit()
            count += 1
        }
        ResultLine.write(["commits": .integer(Int64(count)), "seconds": .number(watch.seconds)])
    }

    /// What a user leaves who is created over HTTP without e-mail address and password: its row and the audit record.
    private func insert(_ name: String, id: UUID, on connection: SQLiteConnection) throws {
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
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
