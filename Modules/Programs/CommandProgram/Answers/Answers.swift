import CommandParsing
import JSONText

/// What a command says: results on standard output, as text or as JSON; words about them on standard error.
struct Answers: Sendable {
    let asJSON: Bool
    private let output = ProgramOutput.process

    init(asJSON: Bool) { self.asJSON = asJSON }

    /// The one result, in the form that was asked for.
    func give(_ object: JSONObject, text: @autoclosure () -> String) {
        write(asJSON ? Self.line(.object(object)) : text())
    }

    /// As it is, with its line ends.
    func write(_ text: String) { output.standard(text) }

    /// A line for the person at the terminal; left out when a program reads.
    func remark(_ line: String) {
        if !asJSON { output.error(PrintableText.sanitized(line) + "\n") }
    }

    /// A line about something that is not as it should be, though the command goes on.
    func warn(_ line: String) {
        output.error(asJSON ? Self.line(["warning": ["message": .string(line)]]) : PrintableText.sanitized(line) + "\n")
    }

    static func line(_ value: JSONValue) -> String { String(decoding: value.encoded(), as: UTF8.self) + "\n" }
}
