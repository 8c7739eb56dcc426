import CommandParsing
import IdentityCore

/// The sign-in that a command looks at: of whom, and the password where there is one to try. Without anybody the command
/// looks at the source alone.
struct SignInOrigin: Sendable {
    static let options = [
        Option.value("login", "NAME", "whose sign-in is looked at, as they would type it"), PasswordOrigin.option,
    ]

    let login: String?
    private let password: TriedPassword

    init(_ arguments: ParsedArguments) throws(UsageError) {
        login = arguments.value("login")
        guard login != nil || !arguments.flag("password-file") else {
            throw UsageError("--password-file goes with --login")
        }
        guard login != "" else { throw UsageError("--login names somebody") }
        password = login == nil ? .none : try TriedPassword(arguments, isRequired: false)
    }

    func read(_ answers: Answers) throws(CommandFailure) -> ExaminedLogin? {
        guard let login else { return nil }
        return ExaminedLogin(login, password: try password.read(of: login, answers))
    }
}
