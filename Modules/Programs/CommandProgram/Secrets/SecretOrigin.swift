import CommandParsing
import IdentityCore

/// Where the value of a secret comes from: a file, standard input, or a person at the terminal. Never the command line.
enum SecretOrigin: Sendable {
    /// `-` is standard input.
    case file(String)
    case terminal

    /// The longest secret, and a line end.
    private static let limit = 65_537

    static let option = Option.value(
        "value-file", "FILE", "read the value, any number of lines, from FILE; - is standard input", .file)

    init(_ arguments: ParsedArguments) throws(UsageError) {
        if let file = arguments.value("value-file") {
            self = .file(file)
        } else if Terminal.inputIsTerminal {
            self = .terminal
        } else {
            throw UsageError("no terminal to ask for the value at; give --value-file FILE, with - for standard input")
        }
    }

    func read() throws(CommandFailure) -> Secret {
        switch self {
        case .file(let path):
            var bytes = try InputBytes.read(path, limit: Self.limit)
            if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CommandFailure(.invalidInput, "the value is not UTF-8")
            }
            return Secret(text)
        case .terminal: return Secret(try Terminal.newPassword(prompt: "Value: "))
        }
    }
}
