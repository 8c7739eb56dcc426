import Glibc

/// What a command asks of the terminal it runs at.
package enum Terminal {
    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    package static var inputIsTerminal: Bool { isTerminal(STDIN_FILENO) }

    /// Asks for a new password twice, without echo.
    /// - Parameters:
    ///   - input: read from; must be a terminal.
    ///   - output: the prompts go here.
    /// - Throws: `CommandFailure` when there is no terminal, when the two differ, or at the end of the input.
    package static func newPassword(
        prompt: String = "New password: ", again: String = "The same again: ", input: Int32 = STDIN_FILENO,
        output: ProgramOutput = .process
    ) throws(CommandFailure) -> String {
        let first = try password(prompt: prompt, input: input, output: output)
        let second = try password(prompt: again, input: input, output: output)
        guard first == second else {
            throw CommandFailure(.invalidInput, "the two passwords differ; nothing was changed")
        }
        return first
    }

    /// Asks for a password once, without echo. See `newPassword` for the parameters.
    package static func password(
        prompt: String, input: Int32 = STDIN_FILENO, output: ProgramOutput = .process
    ) throws(CommandFailure) -> String {
        guard isTerminal(input) else {
            throw CommandFailure(.usage, "no terminal to ask at; give the password by a file or standard input")
        }
        let echo = EchoGuard(input)
        // Not before: what is typed ahead of the prompt would be shown.
        output.error(prompt)
        defer {
            echo.restore()
            output.error("\n")
        }
        return try InputLine.read(from: input, name: "the terminal", untilLineEnd: true)
    }

    /// Asks a question that only "y" or "yes" agrees to.
    /// - Parameters:
    ///   - input: read from; must be a terminal.
    ///   - output: the question goes there.
    package static func confirms(
        _ question: String, input: Int32 = STDIN_FILENO, output: ProgramOutput = .process
    ) throws(CommandFailure) -> Bool {
        guard isTerminal(input) else { throw CommandFailure(.usage, "no terminal to ask at") }
        output.error(PrintableText.sanitized(question))
        let answer = try InputLine.read(from: input, name: "the terminal", untilLineEnd: true)
        return ["y", "yes"].contains(answer.lowercased())
    }
}
