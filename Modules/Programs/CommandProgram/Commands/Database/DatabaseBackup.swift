import CommandParsing
import Composition
import JSONText
import StorageSQLite

struct DatabaseBackup: Command {
    static let declaration = CommandDeclaration(
        path: ["database", "backup"], summary: "Copy the database as it stands at one moment",
        details: """
            The copy is one file that only its owner may read. A server may go on working meanwhile. An existing file \
            is never written over. The master key is not in it: keep master.key apart.
            """,
        arguments: [Argument("FILE", "the copy to be made", .file)],
        examples: [Example("gatehouse database backup /backup/gatehouse-monday.sqlite", "a copy that can be opened")])

    private let target: String

    init(_ arguments: ParsedArguments) throws(UsageError) {
        target = arguments.required("FILE")
        guard !target.isEmpty else { throw UsageError("FILE names something") }
    }

    func run(in workplace: Workplace) async throws {
        let file = try workplace.configuration().databaseFile
        try SQLiteMaintenance(path: file).backup(to: target)
        workplace.answers.give(
            ["databaseFile": .string(file), "copy": .string(target)],
            text: Sheet.text([("database", file), ("copy", target)]))
    }
}
