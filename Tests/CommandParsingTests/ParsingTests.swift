import Testing

@testable import CommandParsing

@Suite struct ParsingTests {
    @Test func valuesAreTakenInBothFormsAndAnyOrder() async {
        let run = await Sample.run(
            "user", "create", "--email=a=b@example.org", "ada", "--age", "36", "--role", "member", "--role=manager",
            "--force", "--json")
        #expect(run.code == .ok)
        #expect(run.notes == [#"ada a=b@example.org ["member", "manager"] 36 true true"#])
        #expect(run.standard.isEmpty && run.error.isEmpty)
    }

    @Test func twoDashesEndTheOptions() async {
        let run = await Sample.run("user", "create", "--", "--force")
        #expect(run.notes == ["--force - [] -1 false false"])
    }

    @Test func aSingleDashIsAnArgumentAndAnEmptyValueIsAValue() async {
        #expect(await Sample.run("user", "create", "-", "--email=").notes == ["-  [] -1 false false"])
    }

    @Test func aRepeatedArgumentTakesAllThatFollow() async {
        let run = await Sample.run("user", "tag", "add", "ada", "--tag", "x", "bob")
        #expect(run.notes == [#"["ada", "bob"]"#])
    }

    @Test func aLetterStandsForItsOption() async {
        #expect(await Sample.run("user", "tag", "add", "ada", "-t", "-", "at").notes == [#"["ada", "at"]"#])
        #expect(await Sample.run("user", "tag", "add", "ada", "-t").error.contains("--tag needs a value"))
        #expect(await Sample.run("user", "tag", "--help").standard.contains("  -t, --tag TAG "))
    }

    @Test(arguments: [
        (["ada", "--forse"], "unknown option --forse; did you mean --force?"),
        (["ada", "--froce"], "unknown option --froce; did you mean --force?"),
        (["ada", "--pass"], "unknown option --pass; did you mean --password-file?"),
        (["ada", "--zebra"], "unknown option --zebra"),
        (["ada", "-f"], "unknown option -f"),
        (["ada", "--\u{1B}[2J"], "unknown option --\u{FFFD}[2J"),
        (["ada", "--force=yes"], "--force takes no value"),
        (["ada", "--force", "--force"], "--force is given twice"),
        (["ada", "--email", "a", "--email=b"], "--email is given twice"),
        (["ada", "--email"], "--email needs a value: --email ADDRESS"),
        (["ada", "--email", "--force"], "--email needs a value: --email ADDRESS"),
        (
            ["ada", "--role", "manger"],
            "--role must be one of member, manager, administrator, not 'manger'; did you mean manager?"
        ),
        (["ada", "--age", "x1"], "--age must be a whole number from 0 to 150, not 'x1'"),
        (["ada", "--age", "151"], "--age must be a whole number from 0 to 150, not '151'"),
        (["ada", "bob"], "unexpected argument 'bob'"),
        ([], "LOGIN is missing"),
    ])
    func whatIsNotUnderstoodIsRefusedWithTheUsageLine(words: [String], message: String) async {
        let notes = Notes()
        let code = await Sample.program(notes).run(["user", "create"] + words)
        #expect(code == .usage)
        #expect(
            notes.error == """
                gatehouse: \(message)
                Usage: gatehouse user create LOGIN [OPTIONS]
                Try 'gatehouse user create --help'.

                """)
        #expect(notes.all.isEmpty && notes.standard.isEmpty)
    }

    @Test func aMissingRequiredOptionIsNamedWithItsValue() async {
        let run = await Sample.run("user", "tag", "drop", "ada")
        #expect(run.code == .usage)
        #expect(
            run.error == """
                gatehouse: --tag TAG is missing
                Usage: gatehouse user tag MODE LOGIN... --tag TAG [OPTIONS]
                Try 'gatehouse user tag --help'.

                """)
    }

    @Test func anArgumentOutsideItsChoicesIsRefused() async {
        let run = await Sample.run("user", "tag", "ad", "ada", "--tag", "x")
        #expect(run.error.hasPrefix("gatehouse: MODE must be one of add, drop, not 'ad'; did you mean add?\n"))
    }
}
