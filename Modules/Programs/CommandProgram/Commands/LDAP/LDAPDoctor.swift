import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct LDAPDoctor: Command {
    static let declaration = CommandDeclaration(
        path: ["ldap", "doctor"], summary: "Look at a directory step by step, as a sign-in goes through it",
        details: """
            One line a step, with what was seen below it and, after an arrow, what can be done about it. With --login \
            the sign-in of that person is looked at too; their password is tried at the directory when it is given, and \
            a wrong one is a wrong one there.

            With --config FILE no database is needed: FILE is a configuration, or one entry of its sources by itself \
            with kind and settings. Without it, the steps go on to the account and the rights that the person would have.

            Ends with 0 when all is well; 4 when the person is refused, 3 when the directory does not know them, 11 when \
            the login means several, 5 when the directory lets them in and this house would not, 6 when the directory \
            does not answer, 12 when it answers and is asked with wrong settings, 7 when the settings can't be read.
            """,
        options: [DirectoryChoice.option] + SignInOrigin.options,
        examples: [
            Example("gatehouse ldap doctor", "can the directory be used?"),
            Example("gatehouse ldap doctor --login ann --password-file secret", "why can't ann sign in?"),
            Example("gatehouse ldap doctor --config new.json5 --login ann", "before it is in the configuration"),
            Example("gatehouse ldap doctor --source corp --json", "the same for programs"),
        ])

    private let choice: DirectoryChoice
    private let signIn: SignInOrigin

    init(_ arguments: ParsedArguments) throws(UsageError) {
        choice = DirectoryChoice(arguments)
        signIn = try SignInOrigin(arguments)
    }

    func run(in workplace: Workplace) async throws {
        let bench = try workplace.sourceBench()
        let entry = try choice.entry(of: bench, in: workplace)
        let examined = try signIn.read(workplace.answers)
        let report =
            workplace.folder == nil
            ? try await bench.examine(entry, login: examined)
            : try await workplace.withHouse {
                try await $0.services.sources.examine(entry.id, login: examined, as: workplace.caller)
            }
        try report.give(login: signIn.login, workplace.answers)
    }
}
