import CommandParsing
import IdentityCore
import IdentityServices

struct BulkEdit: Command {
    static let declaration = CommandDeclaration(
        path: ["bulk", "edit"], summary: "Change the users that a file names",
        details:
            "Each row is decided for itself and changes what it speaks of; an empty cell takes a value away. Passwords stay.",
        arguments: [BulkWork.rows], options: [UserFormat.option, BulkWork.whole],
        examples: [Example("gatehouse bulk edit moves.csv", "columns login and tenant: who moves where")])

    private let path: String
    private let format: UserFormat
    private let isWhole: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        path = arguments.required("FILE")
        format = try UserFormat(arguments, file: path)
        isWhole = arguments.flag("all-or-nothing")
    }

    func run(in workplace: Workplace) async throws {
        let items = try BulkItem.rows(path, format) { .edit(.login($0.user.login), $0.edit) }
        try await BulkWork.run(items, allOrNothing: isWhole, in: workplace)
    }
}
