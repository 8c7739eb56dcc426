import TestSupport
import Testing

@testable import CommandParsing

@Suite struct TerminalTests {
    @Test(arguments: [
        ("ada", "ada"), ("a\u{1B}[2Jb", "a\u{FFFD}[2Jb"), ("a\nb\tc\r", "a\u{FFFD}b\u{FFFD}c\u{FFFD}"),
        ("\u{9B}31m", "\u{FFFD}31m"), ("a\u{202E}gpj", "a\u{FFFD}gpj"), ("a\u{2028}b", "a\u{FFFD}b"),
        ("zero\u{200B}width", "zero\u{FFFD}width"), ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("👩‍💻 é 漢", "👩‍💻 é 漢"),
    ])
    func whatActsOnATerminalIsReplaced(text: String, expected: String) {
        #expect(PrintableText.sanitized(text) == expected)
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("漢字", 4), ("e\u{301}", 1), ("👩‍💻", 2), ("ｱ", 1), ("ＡＢ", 4), ("한", 2), ("❤️", 2),
    ])
    func widthIsThatOfATerminal(text: String, width: Int) {
        #expect(PrintableText.width(text) == width)
    }

    @Test func aTableIsAlignedByDisplayWidth() {
        var table = TextTable([("LOGIN", .left), ("AGE", .right), ("NAME", .left)])
        table.add(["ada", "36", "Ada \u{1B}[31mL"])
        table.add(["漢字漢字", "7", ""])
        #expect(
            table.text == """
                LOGIN     AGE  NAME
                ada        36  Ada \u{FFFD}[31mL
                漢字漢字    7

                """)
    }

    @Test func aLongTableIsTakenPieceByPiece() {
        var table = TextTable(["LOGIN", "NAME"])
        table.add(["ada", "Ada"])
        #expect(table.takeText() == "LOGIN  NAME\nada    Ada\n")
        table.add(["bob", "Bob"])
        table.add(["charlotte", "C"])
        #expect(table.takeText() == "bob        Bob\ncharlotte  C\n")
        table.add(["eve", "Eve"])
        #expect(table.takeText() == "eve        Eve\n")
        #expect(table.takeText().isEmpty)
    }

    @Test(arguments: [("y\n", true), ("YES\n", true), ("\n", false), ("no\n", false), ("yesterday\n", false)])
    func onlyYesConfirms(answer: String, isConfirmed: Bool) throws {
        let terminal = PseudoTerminal()
        let notes = Notes()
        terminal.type(answer)
        #expect(
            try Terminal.confirms("Delete \u{1B}it? ", input: terminal.device, output: notes.output) == isConfirmed)
        #expect(notes.error == "Delete \u{FFFD}it? ")
    }

    @Test func aProgressBarShowsItsShare() {
        let bar = ProgressBar("Importing", total: 200, write: nil)
        #expect(bar.line(50) == "Importing [#######.......................] 25% (50 of 200)")
        #expect(bar.line(900) == "Importing [##############################] 100% (200 of 200)")
    }

    @Test func withoutATotalAProgressBarCounts() {
        #expect(ProgressBar("Reading", total: nil, write: nil).line(1_500) == "Reading: 1500")
    }

    @Test func aProgressBarDrawsSeldomButAlwaysTheEnd() {
        let notes = Notes()
        var bar = ProgressBar("Work", total: 100_000, write: notes.add)
        for step in 1...100_000 { bar.show(step) }
        bar.finish()
        #expect(notes.all.count < 1_000)
        #expect(notes.all.suffix(2) == ["\r\u{1B}[K" + bar.line(100_000), "\r\u{1B}[K"])
    }

    @Test func aPasswordIsNotAskedForWithoutATerminal() {
        #expect(
            throws: CommandFailure(
                .usage, "no terminal to ask at; give the password by a file or standard input")
        ) {
            try Terminal.password(prompt: "?", input: -1)
        }
    }
}
