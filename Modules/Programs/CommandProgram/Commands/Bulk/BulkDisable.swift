import CommandParsing
import IdentityCore
import IdentityServices

struct BulkDisable: Command {
    static let declaration = CommandDeclaration(
        path: ["bulk", "disable"], summary: "Keep the users of a list from signing in, and end their sessions",
        details: "Each line is decided for itself, and its result is listed.",
        arguments: [BulkWork.file], options: [BulkWork.whole],
        examples: [Example("gatehouse bulk disable leavers.txt", "a line for each leaver")])

    private let path: String
    private let isWhole: Bool

    init(_ arguments: ParsedArguments) {
        path = arguments.required("FILE")
        isWhole = arguments.flag("all-or-nothing")
    }

    func run(in workplace: Workplace) async throws {
        let items = try BulkItem.users(path) { .switching($0, on: false) }
        try await BulkWork.run(items, allOrNothing: isWhole, in: workplace)
    }
}
