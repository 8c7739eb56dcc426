import CommandParsing
import IdentityCore
import IdentityServices

struct BulkCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["bulk", "create"], summary: "Create the users that a file names",
        details:
            "Each row is decided for itself, and its result is listed. 'gatehouse import users' is for many users: it says less of each.",
        arguments: [BulkWork.rows], options: [UserFormat.option, BulkWork.whole],
        examples: [Example("gatehouse bulk create team.csv --all-or-nothing", "the whole team, or nobody")])

    private let path: String
    private let format: UserFormat
    private let isWhole: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        path = arguments.required("FILE")
        format = try UserFormat(arguments, file: path)
        isWhole = arguments.flag("all-or-nothing")
    }

    func run(in workplace: Workplace) async throws {
        let items = try BulkItem.rows(path, format) { .create($0.user) }
        try await BulkWork.run(items, allOrNothing: isWhole, in: workplace)
    }
}
