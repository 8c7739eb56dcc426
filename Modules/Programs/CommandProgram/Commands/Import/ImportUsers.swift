import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct ImportUsers: Command {
    static let declaration = CommandDeclaration(
        path: ["import", "users"], summary: "Import users from a file",
        details: """
            csv has a header (RFC 4180, UTF-8); jsonl is one JSON object a line with the same names: \
            \(UserField.allCases.map(\.rawValue).joined(separator: ", ")). Only login has to be there. Roles and groups \
            are parted by | in csv; a group is a path like ops/linux. Passwords come as hashes only: argon2id, bcrypt or \
            PBKDF2.

            Good rows are imported and bad ones refused, unless --all-or-nothing is given: then all rows go into one \
            transaction, and others can't write meanwhile. Without it, rows are written in transactions of \
            \(UserService.importBatch); an import that was cut off is run again with --on-existing skip. With \
            --on-existing update a row changes what it speaks of; an empty cell takes a value away, but no password, and \
            leaves a yes or no alone.
            """,
        arguments: [Argument("FILE", "the file to be read; - is standard input", .file)],
        options: [
            UserFormat.option,
            .value(
                "on-existing", "WAY", "what happens to a row whose login is there already", shownDefault: "refuse",
                .oneOf(ExistingUsers.allCases.map(\.rawValue))),
            .flag("dry-run", "decide everything and write nothing"),
            .flag("all-or-nothing", "import all rows in one transaction, or none"),
            .value("report", "FILE", "a new csv file with a line for each refused row", .file),
        ],
        examples: [
            Example("gatehouse import users people.csv --dry-run --report refused.csv", "what would happen"),
            Example("gatehouse import users people.csv --on-existing skip", "goes on where an import was cut off"),
            Example(
                "gatehouse export users --format jsonl - | gatehouse import users --format jsonl --data /new -",
                "to another folder"),
        ])

    private let path: String
    private let format: UserFormat
    private let onExisting: ExistingUsers
    private let isRehearsal: Bool
    private let isWhole: Bool
    private let reportPath: String?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        path = arguments.required("FILE")
        format = try UserFormat(arguments, file: path)
        onExisting = arguments.value("on-existing").flatMap(ExistingUsers.init(rawValue:)) ?? .refuse
        isRehearsal = arguments.flag("dry-run")
        isWhole = arguments.flag("all-or-nothing")
        reportPath = arguments.value("report")
        guard !path.isEmpty, reportPath != "" else { throw UsageError("FILE names something") }
        guard reportPath != "-" else { throw UsageError("--report names a file") }
        guard !isWhole || path != "-" else {
            throw UsageError("--all-or-nothing reads the file twice, so it can't be standard input")
        }
    }

    func run(in workplace: Workplace) async throws {
        let rows = try UserRows(path, format)
        let report = try RefusalReport(reportPath, workplace.answers)
        let counts = try await workplace.withHouse { house in
            let work = UserImport(rows, report)
            try await work.run(
                onExisting: onExisting, isRehearsal: isRehearsal || isWhole, in: house, as: workplace.caller)
            guard isWhole, !isRehearsal, report.count == 0 else { return work.counts }
            return try await importAll(in: house, as: workplace.caller)
        }
        try report.finish()
        let written = !isRehearsal && !(isWhole && report.count > 0)
        workplace.answers.give(
            [
                "created": .count(counts[.created] ?? 0), "updated": .count(counts[.updated] ?? 0),
                "skipped": .count(counts[.skipped] ?? 0), "refused": .count(report.count), "written": .bool(written),
            ],
            text: Sheet.text([
                ("created", String(counts[.created] ?? 0)), ("updated", String(counts[.updated] ?? 0)),
                ("skipped", String(counts[.skipped] ?? 0)), ("refused", String(report.count)),
                ("written", written ? "yes" : "no"),
            ]))
        guard report.count > 0 else { return }
        throw written
            ? CommandFailure(.incomplete, "refused rows: \(report.count); the others were imported")
            : CommandFailure(.invalidInput, "refused rows: \(report.count); nothing was written")
    }

    private func importAll(in house: House, as caller: Caller) async throws -> [ImportDecision: Int] {
        let (path, format) = (path, format)
        return try await house.users.importAllUsers(onExisting: onExisting, as: caller) { () throws(ServiceError) in
            let rows = try ServiceError.ofFile { () throws(CommandFailure) in try UserRows(path, format) }
            return { () throws(ServiceError) in
                let batch = try ServiceError.ofFile { () throws(CommandFailure) in
                    try rows.next(UserService.importBatch)
                }
                guard !batch.isEmpty else { return nil }
                return try batch.map { (row) throws(ServiceError) in try row.content.get() }
            }
        }
    }
}
