import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct SecretDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["secret", "delete"], summary: "Remove a secret of a user",
        details: "Can't be undone. Asks first, unless --yes is given.",
        arguments: [UserOptions.user, SecretOptions.name],
        options: [SecretOptions.credential, .flag("yes", "do not ask; needed where there is no terminal")],
        examples: [Example("gatehouse secret delete ada hub-token", "asks, then removes it")])

    private let owner: SecretOwner
    private let user: String
    private let name: String
    private let purpose: SealBinding.Purpose
    private let asks: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        owner = SecretOptions.owner(arguments)
        user = arguments.required("USER")
        name = arguments.required("NAME")
        purpose = SecretOptions.purpose(arguments)
        asks = !arguments.flag("yes")
        guard !asks || Terminal.inputIsTerminal else { throw UsageError("no terminal to ask at; say --yes") }
    }

    func run(in workplace: Workplace) async throws {
        if asks {
            guard try Terminal.confirms("Remove \(name) of \(user) for good? [y/N] ") else {
                throw CommandFailure(.failed, "not confirmed; nothing was changed")
            }
        }
        try await workplace.withHouse { try await $0.secrets.remove(name, purpose, of: owner, as: workplace.caller) }
        workplace.answers.give(["deleted": .string(name)], text: Sheet.text([("deleted", name)]))
    }
}
