import CommandParsing
import IdentityCore

/// The password that somebody has, to see what it opens: from a file, standard input, or a person at the terminal.
enum TriedPassword: Sendable {
    case none
    /// `-` is standard input.
    case file(String)
    case terminal

    /// - Parameter isRequired: whether nothing can be done without one.
    init(_ arguments: ParsedArguments, isRequired: Bool) throws(UsageError) {
        if let file = arguments.value("password-file") {
            self = .file(file)
        } else if Terminal.inputIsTerminal {
            self = .terminal
        } else if isRequired {
            throw UsageError(
                "no terminal to ask for the password at; give --password-file FILE, with - for standard input")
        } else {
            self = .none
        }
    }

    /// - Returns: `nil` when none is to be tried.
    func read(of login: String, _ answers: Answers) throws(CommandFailure) -> Secret? {
        switch self {
        case .none: return nil
        case .file(let path): return Secret(try InputLine.read(path, warn: answers.warn))
        case .terminal:
            let text = try Terminal.password(prompt: "Password of \(PrintableText.sanitized(login)): ")
            return text.isEmpty ? nil : Secret(text)
        }
    }
}
