/// Why a command couldn't do its work, said to the one who typed it.
package struct CommandFailure: Error, Sendable, Equatable {
    /// One of several things that are wrong with what was given.
    package struct Problem: Sendable, Equatable {
        /// What it is about, such as the path of a setting; empty for the whole.
        package let field: String
        /// A sentence. Never a secret.
        package let message: String

        package init(_ field: String, _ message: String) {
            self.field = field
            self.message = message
        }
    }

    package let code: ExitCode
    /// One line without a full stop: what could not be done, and how to mend it. Never a secret.
    package let message: String
    /// Shown below the message, a line each.
    package let problems: [Problem]

    package init(_ code: ExitCode, _ message: String, problems: [Problem] = []) {
        self.code = code
        self.message = message
        self.problems = problems
    }
}
