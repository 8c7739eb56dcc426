/// Keeps a spreadsheet from carrying out what stands in a cell: a text that begins like a formula is led by an
/// apostrophe, which makes it a text there.
package enum SpreadsheetText {
    private static let mark = UInt8(ascii: "'")
    private static let beginnings: Set<UInt8> = Set("=+-@\t\r\n".utf8)

    package static func isFormula(_ text: String) -> Bool { text.utf8.first.map(beginnings.contains) ?? false }

    /// Can be taken back by `unguarded`, whatever the text is: one that begins with an apostrophe gets a second one.
    package static func guarded(_ text: String) -> String {
        isFormula(text) || text.utf8.first == mark ? "'" + text : text
    }

    /// What `guarded` was given. An apostrophe that keeps nothing from anything stays, as somebody may have typed it.
    package static func unguarded(_ cell: String) -> String {
        guard cell.utf8.first == mark, let second = cell.utf8.dropFirst().first,
            second == mark || beginnings.contains(second)
        else { return cell }
        return String(cell.dropFirst())
    }
}
