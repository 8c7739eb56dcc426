import CommandParsing
import Composition
import FoundationEssentials
import JSONText
import SQLiteKit

/// The reference of the longest list there is: the same rows, read by one connection, and the same JSON, written in one loop.
struct ListedUsersCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["listed-users"], summary: "Read all users as the list of the Dataiku API shows them, and write the JSON",
        options: [
            .value("data", "DIR", "a data folder", required: true, .folder),
            .value("rounds", "N", "how often it is done", required: true),
            .value("answer", "FILE", "where the JSON goes, to be compared", required: true, .file),
        ])

    private let folder: DataFolder
    private let rounds: Int
    private let answer: String

    init(_ arguments: ParsedArguments) throws(UsageError) {
        folder = DataFolder(arguments.required("data"))
        rounds = try arguments.integer("rounds", in: 1...1_000) ?? 1
        answer = arguments.required("answer")
    }

    func run(in context: Void) async throws {
        let file = try ConfigurationFile.load(folder.configurationFile).databaseFile
        let connection = try SQLiteConnection(path: file, mode: .read, busyTimeout: .seconds(5))
        var bytes: [UInt8] = []
        var seconds: [JSONValue] = []
        for _ in 0..<rounds {
            let watch = Stopwatch()
            bytes = try list(on: connection)
            seconds.append(.number(watch.processorSeconds))
        }
        try Data(bytes).write(to: URL(filePath: answer))
        ResultLine.write(["seconds": .array(seconds), "bytes": .integer(Int64(bytes.count))])
    }

    private func list(on connection: SQLiteConnection) throws -> [UInt8] {
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
        var groups: [UUID: [String]] = [:], sessions: [UUID: Int64] = [:]
        for (user, name) in try connection.all(
            Self.groups, read: { (row) throws(SQLiteError) in (try row.uuid(0), row.text(1)) })
        {
            groups[user, default: []].append(name)
        }
        let open = try connection.all(Self.sessions, now) { (row) throws(SQLiteError) in
            (try row.uuid(0), row.int64(1))
        }
        for (user, count) in open { sessions[user] = count }
        var writer = JSONWriter(capacity: 65_536)
        writer.beginArray()
        for user in try connection.all(Self.users, read: ListedUser.init) {
            user.write(to: &writer, groups: groups[user.id] ?? [], sessions: sessions[user.id] ?? 0, at: now)
        }
        writer.endArray()
        return writer.bytes
    }

    private static let users = SQL(
        """
        SELECT id, login, display_name, email, profile, is_enabled, created_at, trial_granted_on, trial_expires_on
        FROM users ORDER BY login_key
        """)
    private static let groups = SQL(
        """
        SELECT member, groups.name FROM memberships JOIN groups ON groups.id = memberships.group_id
        ORDER BY groups.name
        """)
    private static let sessions = SQL("SELECT user, count(*) FROM sessions WHERE expires_at > ?1 GROUP BY user")
}

private struct ListedUser {
    let id: UUID
    private let login: String
    private let displayName: String
    private let email: String?
    private let profile: String?
    private let isEnabled: Bool
    private let createdAt: Int64
    private let trial: (granted: Int64, expires: Int64)?

    init(_ row: SQLiteRow) throws(SQLiteError) {
        id = try row.uuid(0)
        login = row.text(1)
        displayName = row.text(2)
        email = row.optionalText(3)
        profile = row.optionalText(4)
        isEnabled = row.bool(5)
        createdAt = row.int64(6)
        trial = row.optionalInt64(7).map { ($0, row.int64(8)) }
    }

    func write(to writer: inout JSONWriter, groups: [String], sessions: Int64, at now: Int64) {
        writer.object { writer in
            writer.field("login", login)
            writer.field("displayName", displayName)
            writer.array("groups") { for group in groups { $0.value(group) } }
            writer.field("sourceType", "LOCAL")
            writer.field("email", email)
            writer.field("userProfile", profile)
            writer.field("enabled", isEnabled)
            writer.field("codeAllowed", profile != "READER")
            writer.field("objectImgHash", 0)
            writer.field("activeWebSocketSesssions", sessions)
            writer.field("creationDate", (createdAt + 500) / 1_000)
            writer.object("trialStatus") { writer in
                writer.field("exists", trial != nil)
                writer.field("expired", trial.map { $0.expires <= now } ?? false)
                writer.field("valid", trial.map { $0.granted <= now && now < $0.expires } ?? false)
                writer.field("expiresOn", (trial?.expires ?? 0) / 1_000)
                writer.field("grantedOn", (trial?.granted ?? 0) / 1_000)
            }
        }
    }
}
