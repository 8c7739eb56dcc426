import CommandParsing
import Composition
import FoundationEssentials
import IdentityCore
import JSONText
import SQLiteKit
import StorageSQLite

/// What an import is measured against: prepared statements and nothing else, into the tables as they are.
struct InsertsCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["inserts"],
        summary: "Insert users with password hashes by prepared statements, in synced batches",
        options: [
            .value(
                "data", "DIR", "a data folder that `seed` made; the rows are written into it", required: true, .folder),
            .value("users", "N", "how many", required: true),
            .value("batch", "N", "users in one transaction", required: true),
        ])

    private let folder: DataFolder
    private let count: Int
    private let batch: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        folder = DataFolder(arguments.required("data"))
        count = try arguments.integer("users", in: 1...10_000_000) ?? 1
        batch = try arguments.integer("batch", in: 1...100_000) ?? 1
    }

    func run(in context: Void) async throws {
        let file = try ConfigurationFile.load(folder.configurationFile).databaseFile
        let connection = try SQLiteConnection(path: file, mode: .readWrite, busyTimeout: .seconds(5))
        try connection.execute("PRAGMA synchronous = FULL")
        let ids = SystemIDs(clock: SystemClock(), random: SystemRandomSource()), watch = Stopwatch()
        for start in stride(from: 0, to: count, by: batch) {
            try connection.beginWriting()
            for number in start..<min(start + batch, count) { try insert(number, id: ids.uuid(), on: connection) }
            try connection.commit()
        }
        ResultLine.write([
            "users": .integer(Int64(count)), "seconds": .number(watch.seconds),
            "processorSeconds": .number(watch.processorSeconds),
        ])
    }

    private func insert(_ number: Int, id: UUID, on connection: SQLiteConnection) throws {
        let person = SamplePerson(number), now = Int64(Date().timeIntervalSince1970 * 1_000_000)
        try connection.run(
            Self.user, id, person.login, person.email, person.displayName, person.displayName.lowercased(),
            person.givenName, person.familyName, "member\u{1F}", now)
        try connection.run(Self.password, id, SamplePerson.hash, now)
    }

    private static let user = SQL(
        """
        INSERT INTO users (id, login, login_key, email, email_key, display_name, display_name_key, given_name,
            family_name, is_enabled, source, roles, required_actions, created_at, updated_at, failed_logins, version)
        VALUES (?1, ?2, ?2, ?3, ?3, ?4, ?5, ?6, ?7, 1, 'local', ?8, '', ?9, ?9, 0, 1)
        """)
    private static let password = SQL("INSERT INTO passwords (user, hash, changed_at) VALUES (?1, ?2, ?3)")
}
