import Glibc
import TestSupport
import Testing

@testable import CommandParsing

/// One after the other: signal handlers and the state of the echo belong to the process.
@Suite(.serialized) struct PasswordPromptTests {
    /// Types the next line whenever a prompt is shown.
    private func ask(_ lines: [String], on terminal: PseudoTerminal) throws -> (password: String, prompts: [String]) {
        let notes = Notes()
        let output = ProgramOutput(
            standard: { _ in },
            error: { text in
                notes.add(text)
                let prompts = notes.all.filter { $0 != "\n" }
                if text != "\n" { terminal.type(lines[prompts.count - 1]) }
            })
        let password = try Terminal.newPassword(input: terminal.device, output: output)
        return (password, notes.all)
    }

    @Test func aPasswordIsReadTwiceWithoutEcho() throws {
        let terminal = PseudoTerminal()
        let answer = try ask(["Correct 漢 horse\n", "Correct 漢 horse\n"], on: terminal)
        #expect(answer.password == "Correct 漢 horse")
        #expect(answer.prompts == ["New password: ", "\n", "The same again: ", "\n"])
        #expect(terminal.screen().isEmpty)
        #expect(terminal.echoes)
    }

    @Test func twoDifferentPasswordsAreRefused() {
        let terminal = PseudoTerminal()
        #expect(throws: CommandFailure(.invalidInput, "the two passwords differ; nothing was changed")) {
            try ask(["one\n", "two\n"], on: terminal)
        }
        #expect(terminal.echoes)
    }

    @Test func theEndOfInputIsRefused() {
        let terminal = PseudoTerminal()
        #expect(throws: CommandFailure(.failed, "the terminal ended")) { try ask(["\u{4}"], on: terminal) }
        #expect(terminal.echoes)
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func aSignalThatEndsTheProgramBringsTheEchoBack(number: Int32) async {
        let terminal = PseudoTerminal()
        await #expect(processExitsWith: .signal(number)) { [path = terminal.path as String, number = number as Int32] in
            let device = open(path, O_RDWR | O_NOCTTY)
            let output = ProgramOutput(
                standard: { _ in },
                error: { _ in
                    precondition(!PseudoTerminal.echoes(device), "the prompt was shown before the echo was off")
                    kill(getpid(), number)
                })
            _ = try Terminal.password(prompt: "?", input: device, output: output)
        }
        #expect(terminal.echoes)
    }
}
