import CommandParsing
import LDAPTestServer

extension CommandFailure {
    /// - Parameter fixture: the file with the entries.
    init(_ problem: LDAPTestServer.Problem, fixture: String) {
        switch problem.part {
        case .fixture:
            self.init(
                .invalidInput, "the fixture \(PrintableText.sanitized(fixture)) can't be used",
                problems: [Problem("", problem.message)])
        case .address: self.init(.unavailable, problem.message)
        case .fault, .certificate, .control: self.init(.invalidInput, problem.message)
        }
    }
}
