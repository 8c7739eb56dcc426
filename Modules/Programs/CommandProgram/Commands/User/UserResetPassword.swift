import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct UserResetPassword: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "reset-password"], summary: "Send a user a code for choosing another password",
        details: """
            The code goes to the user's mail address and is good once, for invitations.resetMinutes. Until it is used \
            the old password stays. When no mail is sent the command fails and says why; 'user set-password' is \
            another way.
            """,
        arguments: [UserOptions.user],
        examples: [Example("gatehouse user reset-password ada", "ada gets a mail with a code")])

    private let name: String
    private let selector: UserSelector

    init(_ arguments: ParsedArguments) {
        name = arguments.required("USER")
        selector = UserOptions.selector(arguments)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            try await house.passwordResets.start(for: selector, as: workplace.caller)
        }
        workplace.answers.give(
            ["user": .string(name), "mail": .string(MailOutcome.sent.rawValue)],
            text: Sheet.text([("user", name), ("mail", MailOutcome.sent.rawValue)]))
    }
}
