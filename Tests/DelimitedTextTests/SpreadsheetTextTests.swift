import DelimitedText
import Testing

@Suite struct SpreadsheetTextTests {
    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
    func i07_whatBeginsLikeAFormulaIsLedByAnApostrophe(_ text: String) {
        #expect(SpreadsheetText.guarded(text) == "'" + text)
    }

    @Test(arguments: ["", "a", "=1", "'", "''", "'''", "'=1", "''=1", "'a", "''a", "=", "-", "\r\n", "a=1", "é", "'é"])
    func guardingCanBeTakenBackExactly(_ text: String) {
        #expect(SpreadsheetText.unguarded(SpreadsheetText.guarded(text)) == text)
    }

    @Test func anApostropheThatSomebodyTypedStays() {
        #expect(SpreadsheetText.unguarded("'tis") == "'tis")
    }
}
