import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct UserEnable: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "enable"], summary: "Let a user sign in again",
        details: "Wrong passwords are forgotten too, so this also opens an account that was locked by them.",
        arguments: [UserOptions.user],
        examples: [Example("gatehouse user enable ada", "ada may sign in from now on")])

    private let selector: UserSelector

    init(_ arguments: ParsedArguments) { selector = UserOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        var edit = EditUser()
        edit.isEnabled = true
        try await workplace.edit(selector, edit)
    }
}
