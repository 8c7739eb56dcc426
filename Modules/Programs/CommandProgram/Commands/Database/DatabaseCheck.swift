import CommandParsing
import Composition
import JSONText
import StorageSQLite

struct DatabaseCheck: Command {
    static let declaration = CommandDeclaration(
        path: ["database", "check"], summary: "Read the whole database and look for damage",
        details: "Changes nothing. A server may go on working meanwhile. Exit status 1 when something is wrong.",
        examples: [Example("gatehouse database check --data ./data", "before an upgrade, or after a power cut")])

    init(_ arguments: ParsedArguments) {}

    func run(in workplace: Workplace) async throws {
        let file = try workplace.configuration().databaseFile
        let findings = try SQLiteMaintenance(path: file).check()
        if workplace.answers.asJSON || findings.isEmpty {
            workplace.answers.give(
                ["databaseFile": .string(file), "findings": .array(findings.map(JSONValue.string))],
                text: "\(PrintableText.sanitized(file)) is sound\n")
        }
        if !findings.isEmpty {
            throw CommandFailure(
                .failed, "\(file) is not sound; restore a backup",
                problems: findings.map { CommandFailure.Problem("", $0) })
        }
    }
}
