import CommandParsing
import Testing

@Suite struct TextStyleTests {
    @Test func coloursEndWhereTheTextEnds() {
        #expect(TextStyle(isColoured: true).text("failed", .bad) == "\u{1B}[31mfailed\u{1B}[0m")
        #expect(TextStyle(isColoured: true).text("", .bad) == "")
    }

    @Test func withoutColoursTheTextStaysAsItIs() {
        #expect(TextStyle(isColoured: false).text("failed", .bad) == "failed")
    }
}
