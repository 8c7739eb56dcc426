import CommandParsing
import DelimitedText
import IdentityCore

/// Notes the rows that were refused: each in a file, if there is one, and the first of them as warnings.
final class RefusalReport {
    private static let shown = 10

    private let file: OutputFile?
    private let answers: Answers
    private(set) var count = 0

    init(_ path: String?, _ answers: Answers) throws(CommandFailure) {
        self.answers = answers
        file = try path.map { (path) throws(CommandFailure) in try OutputFile(path) }
        try file?.write(DelimitedLine.text(["line", "login", "problem"]))
    }

    func note(line: Int, login: String, _ error: ServiceError) throws(CommandFailure) {
        count += 1
        let problem = Self.words(error), login = Self.shown(login)
        try file?.write(
            DelimitedLine.text([String(line), SpreadsheetText.guarded(login), SpreadsheetText.guarded(problem)]))
        if count <= Self.shown { answers.warn("line \(line)\(login.isEmpty ? "" : ", \(login)"): \(problem)") }
    }

    func finish() throws(CommandFailure) {
        if count > Self.shown, file == nil {
            answers.remark("\(count - Self.shown) more lines were refused; --report FILE names all")
        }
        try file?.finish()
    }

    /// Where columns are mixed up, a hash may stand in the place of a login.
    private static func shown(_ login: String) -> String {
        login.hasPrefix("$") ? "" : PrintableText.sanitized(String(login.unicodeScalars.prefix(80).map(Character.init)))
    }

    static func words(_ error: ServiceError) -> String {
        let failure = CommandFailure(error)
        return failure.problems.isEmpty
            ? failure.message : failure.problems.map(\.message).joined(separator: " ")
    }
}
