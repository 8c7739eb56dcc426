import CommandParsing
import IdentityCore
import IdentityServices

struct BulkDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["bulk", "delete"], summary: "Delete the users of a list",
        details: "Each line is decided for itself, and its result is listed. Nothing brings a deleted user back.",
        arguments: [BulkWork.file], options: [BulkWork.whole],
        examples: [Example("gatehouse bulk delete gone.txt --all-or-nothing", "all of them, or nobody")])

    private let path: String
    private let isWhole: Bool

    init(_ arguments: ParsedArguments) {
        path = arguments.required("FILE")
        isWhole = arguments.flag("all-or-nothing")
    }

    func run(in workplace: Workplace) async throws {
        let items = try BulkItem.users(path) { .delete($0, ifVersion: nil) }
        try await BulkWork.run(items, allOrNothing: isWhole, in: workplace)
    }
}
