/// Why a command couldn't do its work, said to the one who typed it.
package struct CommandFailure: Error, Sendable, Equatable {
    package let code: ExitCode
    /// One line without a full stop: what could not be done, and how to mend it. Never a secret.
    package let message: String

    package init(_ code: ExitCode, _ message: String) {
        self.code = code
        self.message = message
    }
}
