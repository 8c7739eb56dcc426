import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct UserDisable: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "disable"], summary: "Keep a user from signing in, and end all its sessions",
        arguments: [UserOptions.user],
        examples: [Example("gatehouse user disable ada", "a running server refuses ada's next request")])

    private let selector: UserSelector

    init(_ arguments: ParsedArguments) { selector = UserOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        var edit = EditUser()
        edit.isEnabled = false
        try await workplace.edit(selector, edit)
    }
}
