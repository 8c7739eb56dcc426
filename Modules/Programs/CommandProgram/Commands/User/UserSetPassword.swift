import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct UserSetPassword: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "set-password"], summary: "Set a user's password, and end all its sessions",
        details: """
            The password is good only for choosing an own one at the next sign-in. It is asked for at the terminal, or \
            read from a file or standard input.
            """,
        arguments: [UserOptions.user], options: [PasswordOrigin.option],
        examples: [
            Example("gatehouse user set-password ada", "asks for it, twice"),
            Example("gatehouse user set-password ada --password-file - < secret", "from standard input"),
        ])

    private let selector: UserSelector
    private let origin: PasswordOrigin

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = UserOptions.selector(arguments)
        origin = try PasswordOrigin(arguments)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            let user = try await house.users.read(selector, as: workplace.caller)
            let password = try origin.read(workplace.answers)
            try await house.users.setPassword(of: .id(user.id), to: password, as: workplace.caller)
            workplace.give(try await house.users.read(.id(user.id), as: workplace.caller), in: house)
        }
    }
}
