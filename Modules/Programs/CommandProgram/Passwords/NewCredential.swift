import CommandParsing
import IdentityCore
import IdentityServices

/// What a new user is to sign in with.
enum NewCredential: Sendable {
    case none
    case password(PasswordOrigin, temporary: Bool)
    /// A file with a hash made elsewhere.
    case imported(String)

    static let options: [Option] = [
        PasswordOrigin.option,
        .flag("permanent", "the password need not be changed at the first sign-in"),
        .value(
            "password-hash-file", "FILE", "import an argon2id, bcrypt or PBKDF2 hash, one line; - is standard input",
            .file),
        .flag("no-password", "the user can't sign in until a password is set"),
    ]

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let given = ["password-file", "password-hash-file", "no-password"].filter { arguments.flag($0) }
        guard given.count < 2 else {
            throw UsageError("give only one of \(given.map { "--" + $0 }.joined(separator: " and "))")
        }
        let isPermanent = arguments.flag("permanent")
        if let file = arguments.value("password-hash-file") {
            self = .imported(file)
        } else if arguments.flag("no-password") {
            self = .none
        } else {
            let otherwise = ", or --password-hash-file FILE, or --no-password"
            self = .password(try PasswordOrigin(arguments, otherwise: otherwise), temporary: !isPermanent)
            return
        }
        guard !isPermanent else { throw UsageError("--permanent goes with a password only") }
    }

    func read(_ answers: Answers) throws(CommandFailure) -> CreateUser.Credential {
        switch self {
        case .none: .none
        case .password(let origin, let isTemporary): .password(try origin.read(answers), temporary: isTemporary)
        case .imported(let file): .imported(PasswordHash(encoded: try InputLine.read(file, warn: answers.warn)))
        }
    }
}
