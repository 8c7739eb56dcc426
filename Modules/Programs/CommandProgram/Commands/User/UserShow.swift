import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct UserShow: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "show"], summary: "Show a user", arguments: [UserOptions.user],
        examples: [
            Example("gatehouse user show ada", "everything but the password"),
            Example("gatehouse user show login:ada --json", "the same as JSON"),
        ])

    private let selector: UserSelector

    init(_ arguments: ParsedArguments) { selector = UserOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            workplace.give(try await house.users.read(selector, as: workplace.caller), in: house)
        }
    }
}
