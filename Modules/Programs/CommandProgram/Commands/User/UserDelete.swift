import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct UserDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "delete"], summary: "Delete a user with its password and sessions",
        details: "Can't be undone. What the user did stays in the audit records. Asks first, unless --yes is given.",
        arguments: [UserOptions.user], options: [.flag("yes", "do not ask; needed where there is no terminal")],
        examples: [Example("gatehouse user delete ada", "asks, then deletes")])

    private let selector: UserSelector
    private let asks: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = UserOptions.selector(arguments)
        asks = !arguments.flag("yes")
        guard !asks || Terminal.inputIsTerminal else { throw UsageError("no terminal to ask at; say --yes") }
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            let user = try await house.users.read(selector, as: workplace.caller)
            if asks {
                guard try Terminal.confirms("Delete \(user.login) (\(user.id)) for good? [y/N] ") else {
                    throw CommandFailure(.failed, "not confirmed; nothing was changed")
                }
            }
            // By its id and version: the one that was named and confirmed, and no other.
            try await house.users.delete(
                .id(user.id), ifVersion: asks ? user.version : nil, as: workplace.caller)
            workplace.answers.give(
                ["deleted": ["id": .string(user.id.description), "login": .string(user.login.display)]],
                text: Sheet.text([("deleted", user.login.display), ("id", user.id.description)]))
        }
    }
}
