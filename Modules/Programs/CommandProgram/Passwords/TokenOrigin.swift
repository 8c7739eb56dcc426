import CommandParsing
import IdentityCore

/// A bearer token that somebody wants looked at: from a file, or standard input. Never from the command line, which other
/// users of the machine can read.
struct TokenOrigin: Sendable {
    static let option = Option.value("token-file", "FILE", "the file with a bearer token, - for standard input", .file)

    private let path: String

    init?(_ arguments: ParsedArguments) {
        guard let path = arguments.value("token-file") else { return nil }
        self.path = path
    }

    func read(_ answers: Answers) throws(CommandFailure) -> Secret {
        Secret(try InputLine.read(path, warn: answers.warn))
    }
}
