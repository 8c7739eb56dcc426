import CommandParsing
import IdentityCore

/// Where a new password comes from: a file, standard input, or a person at the terminal. Never the command line.
enum PasswordOrigin: Sendable {
    /// `-` is standard input.
    case file(String)
    case terminal

    static let option = Option.value(
        "password-file", "FILE", "read the password, one line, from FILE; - is standard input", .file)

    /// - Parameter otherwise: what else could be given where there is nobody to ask.
    init(_ arguments: ParsedArguments, otherwise: String = "") throws(UsageError) {
        if let file = arguments.value("password-file") {
            self = .file(file)
        } else if Terminal.inputIsTerminal {
            self = .terminal
        } else {
            throw UsageError(
                "no terminal to ask for a password at; give --password-file FILE, with - for standard input\(otherwise)"
            )
        }
    }

    func read(_ answers: Answers) throws(CommandFailure) -> Secret {
        switch self {
        case .file(let path): Secret(try InputLine.read(path, warn: answers.warn))
        case .terminal: Secret(try Terminal.newPassword())
        }
    }
}
