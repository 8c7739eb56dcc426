import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct AuditExport: Command {
    private enum Format: String, CaseIterable { case jsonl, csv }

    static let declaration = CommandDeclaration(
        path: ["audit", "export"], summary: "Write audit records to a file, the oldest first",
        details: """
            jsonl is one JSON object a line and says everything exactly. csv is for spreadsheets: what could act there \
            or at a terminal is made harmless, so it need not be exact. FILE must not exist yet; only its owner may \
            read it; when the command fails on the way it is removed.
            """,
        arguments: [Argument("FILE", "the file to be made; - is standard output", .file)],
        options: [
            .value(
                "format", "FORMAT", "how records are written", required: true, .oneOf(Format.allCases.map(\.rawValue)))
        ] + AuditFilter.times,
        examples: [
            Example("gatehouse audit export --format jsonl --from 2026-01-01 --to 2026-02-01 january.jsonl", "a month"),
            Example("gatehouse audit export --format csv --from 7d -", "the last week, to standard output"),
        ])

    private let format: Format
    private let filter: AuditFilter
    private let target: String

    init(_ arguments: ParsedArguments) throws(UsageError) {
        format = Format(rawValue: arguments.required("format")) ?? .jsonl
        filter = try AuditFilter(times: arguments)
        target = arguments.required("FILE")
        guard !target.isEmpty else { throw UsageError("FILE names something") }
    }

    func run(in workplace: Workplace) async throws {
        let count = try await workplace.withHouse { house in
            var query = try await filter.query(in: house, as: workplace.caller)
            query.newestFirst = false
            var pages = AuditPages(query, in: house, as: workplace.caller)
            let file = try OutputFile(target)
            if format == .csv { try file.write(AuditSheetRow.header) }
            var count = 0
            while let page = try await pages.next() {
                try file.write(page.map(text(of:)).joined())
                count += page.count
            }
            try file.finish()
            return count
        }
        guard target != "-" else { return }
        workplace.answers.give(
            ["file": .string(target), "records": .count(count)],
            text: Sheet.text([("file", target), ("records", String(count))]))
    }

    private func text(of record: AuditRecord) -> String {
        format == .csv ? AuditSheetRow.text(record) : Answers.line(.object(record.object))
    }
}
