import CommandParsing
import IdentityCore
import IdentityServices

struct BulkEnable: Command {
    static let declaration = CommandDeclaration(
        path: ["bulk", "enable"], summary: "Let the users of a list sign in again",
        details: "Each line is decided for itself, and its result is listed.",
        arguments: [BulkWork.file], options: [BulkWork.whole],
        examples: [Example("gatehouse bulk enable back.txt", "a line for each who is back")])

    private let path: String
    private let isWhole: Bool

    init(_ arguments: ParsedArguments) {
        path = arguments.required("FILE")
        isWhole = arguments.flag("all-or-nothing")
    }

    func run(in workplace: Workplace) async throws {
        let items = try BulkItem.users(path) { .switching($0, on: true) }
        try await BulkWork.run(items, allOrNothing: isWhole, in: workplace)
    }
}
