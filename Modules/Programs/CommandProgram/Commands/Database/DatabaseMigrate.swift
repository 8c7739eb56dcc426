import CommandParsing
import Composition
import JSONText
import StorageSQLite

struct DatabaseMigrate: Command {
    static let declaration = CommandDeclaration(
        path: ["database", "migrate"], summary: "Bring the database up to this program's schema",
        details: """
            A copy of the file is made before the first step; each step is one transaction. A server does the same at \
            its start. A database of a newer program is refused.
            """,
        options: [.flag("dry-run", "say which steps are pending; change nothing")],
        examples: [
            Example("gatehouse database migrate --dry-run", "what would be done"),
            Example("gatehouse database migrate", "do it, and say where the copy went"),
        ])

    private let isDryRun: Bool

    init(_ arguments: ParsedArguments) { isDryRun = arguments.flag("dry-run") }

    func run(in workplace: Workplace) async throws {
        let file = try workplace.configuration().databaseFile
        let maintenance = SQLiteMaintenance(path: file)
        let report = isDryRun ? nil : try maintenance.migrate(now: SystemClock())
        let status = try maintenance.migrationStatus()
        if let unknown = status.unknown.first { throw SQLiteOpenProblem.newer(path: file, migration: unknown) }
        let taken = report?.applied ?? []
        workplace.answers.give(
            [
                "databaseFile": .string(file), "taken": .array(taken.map(JSONValue.string)),
                "pending": .array(status.pending.map(JSONValue.string)), "copy": .text(report?.copy),
            ],
            text: Sheet.text([
                ("database", file), ("taken", Self.list(taken)), ("pending", Self.list(status.pending)),
                ("copy", report?.copy),
            ]))
    }

    private static func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }
}
