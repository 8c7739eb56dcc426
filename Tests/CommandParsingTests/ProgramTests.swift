import Testing

@testable import CommandParsing

@Suite struct ProgramTests {
    @Test func aCommandFailureGivesItsCodeAndALineWithoutControls() async {
        let run = await Sample.run("user", "create", "taken")
        #expect(run.code == .conflict)
        #expect(run.error == "gatehouse: the login \u{FFFD}[31mtaken exists\n")
    }

    @Test func everyProblemStandsOnALineOfItsOwn() async {
        let run = await Sample.run("user", "create", "bad\n")
        #expect(run.code == .invalidInput)
        #expect(
            run.error == """
                gatehouse: the input was refused
                  - login: The \u{FFFD} is no letter.
                  - age is too high.
                  - Odd.

                """)
    }

    @Test func errorsAreJSONWhereTheResultWouldBe() async {
        let failed = await Sample.run("user", "create", "bad\n", "--json")
        #expect(
            failed.error == #"{"error":{"code":"invalidInput","message":"the input was refused","problems":["#
                + #"{"field":"login","message":"The \u001b is no letter."},"#
                + #"{"field":"age","message":"age is too high."},{"field":"","message":"Odd."}]}}"# + "\n")
        let misread = await Sample.run("user", "create", "--json", "--rle", "x")
        #expect(
            misread.error
                == #"{"error":{"code":"usage","message":"unknown option --rle; did you mean --role?"}}"# + "\n")
        let argument = await Sample.run("user", "tag", "add", "--", "--json")
        #expect(argument.error.hasPrefix("gatehouse: "))
    }

    @Test func anotherErrorIsExplainedByTheProgram() async {
        let run = await Sample.run("user", "create", "odd")
        #expect(run.code == .failed)
        #expect(run.error == "gatehouse: something odd happened\n")
    }

    @Test func theContextMayBeUnavailable() async {
        let run = await Sample.run("status", "--data", "/locked")
        #expect(run.code == .unavailable)
        #expect(run.error == "gatehouse: the database is locked\n")
        #expect(run.notes.isEmpty)
    }

    @Test func exitCodesKeepTheirNumbers() {
        #expect(ExitCode.allCases.map(\.rawValue) == Array(0...13))
        let names = ExitCode.allCases.map { "\($0)" }
        #expect(
            names == [
                "ok", "failed", "usage", "notFound", "refused", "conflict", "unavailable", "invalidInput", "broken",
                "incomplete", "differs", "ambiguous", "misconfigured", "stopped",
            ])
    }

    @Test(arguments: [
        (["usr", "create"], "unknown command usr; did you mean user?", "COMMAND [ARGUMENTS] [OPTIONS]", ""),
        (["stauts"], "unknown command stauts; did you mean status?", "COMMAND [ARGUMENTS] [OPTIONS]", ""),
        (["x\u{7}"], "unknown command x\u{FFFD}", "COMMAND [ARGUMENTS] [OPTIONS]", ""),
        (
            ["--data", "x", "status"], "the command comes first, then options such as --data",
            "COMMAND [ARGUMENTS] [OPTIONS]", ""
        ),
        (["user"], "user needs a verb", "user create|tag [ARGUMENTS] [OPTIONS]", "user "),
        (
            ["user", "creat", "x"], "unknown command user creat; did you mean user create?",
            "user create|tag [ARGUMENTS] [OPTIONS]", "user "
        ),
        (
            ["completion", "zsh"], "completion scripts exist for bash only: completion bash",
            "COMMAND [ARGUMENTS] [OPTIONS]", ""
        ),
    ])
    func anUnknownCommandIsRefused(words: [String], message: String, usage: String, help: String) async {
        let notes = Notes()
        #expect(await Sample.program(notes).run(words) == .usage)
        let lines = "gatehouse: \(message)\nUsage: gatehouse \(usage)\nTry 'gatehouse \(help)--help'.\n"
        #expect(notes.error == lines)
    }

    @Test func withoutArgumentsTheOverviewIsAnError() async {
        let run = await Sample.run()
        #expect(run.code == .usage)
        #expect(run.error.hasPrefix("gatehouse 1.2.3: manages people and their accounts\n"))
        #expect(run.standard.isEmpty)
    }

    @Test func theVersionIsOneLine() async {
        #expect(await Sample.run("--version").standard == "gatehouse 1.2.3\n")
    }

    @Test func aProgramWithOneCommandNeedsNoVerb() async {
        #expect(await Sample.run(server: true).notes == ["serve -"])
        #expect(await Sample.run("--config", "a.json5", server: true).notes == ["serve a.json5"])
        let refused = await Sample.run("--confg", "a", server: true)
        #expect(
            refused.error == """
                gatehouse-server: unknown option --confg; did you mean --config?
                Usage: gatehouse-server [OPTIONS]
                Try 'gatehouse-server --help'.

                """)
    }
}
