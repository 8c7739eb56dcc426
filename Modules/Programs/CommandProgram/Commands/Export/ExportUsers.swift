import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct ExportUsers: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["export", "users"], summary: "Write users to a file, in a form that an import takes",
        details: """
            csv has a header; a cell that a spreadsheet would carry out is led by an apostrophe, which the import takes \
            off again. jsonl is one JSON object a line. FILE must not exist yet; only its owner may read it; when the \
            command fails on the way it is removed. Groups, organizations and tenants are named, not written.
            """,
        arguments: [Argument("FILE", "the file to be made; - is standard output", .file)],
        options: [
            UserFormat.option,
            .flag("with-hashes", "password hashes too: whoever has them can guess at the passwords"),
        ],
        examples: [
            Example("gatehouse export users people.csv", "for a spreadsheet"),
            Example("gatehouse export users --with-hashes people.jsonl", "everything that another Gatehouse needs"),
        ])

    private let format: UserFormat
    private let target: String
    private let withHashes: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        target = arguments.required("FILE")
        guard !target.isEmpty else { throw UsageError("FILE names something") }
        format = try UserFormat(arguments, file: target)
        withHashes = arguments.flag("with-hashes")
    }

    func run(in workplace: Workplace) async throws {
        let count = try await workplace.withHouse { house in
            let file = try OutputFile(target)
            if format == .csv { try file.write(ExportedUser.header) }
            var query = UserQuery(limit: Self.pageSize), count = 0
            while true {
                let page = try await house.users.export(query, withHashes: withHashes, as: workplace.caller)
                try file.write(page.map(text(of:)).joined())
                count += page.count
                guard page.count == query.limit, let last = page.last else { break }
                query.after = last.user.position(in: query.sort)
            }
            try file.finish()
            return count
        }
        guard target != "-" else { return }
        workplace.answers.give(
            ["file": .string(target), "users": .integer(Int64(count))],
            text: Sheet.text([("file", target), ("users", String(count))]))
    }

    private func text(of user: ExportedUser) -> String {
        format == .csv ? user.sheetRow : Answers.line(.object(user.object))
    }
}
