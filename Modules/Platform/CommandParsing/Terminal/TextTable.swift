/// Rows aligned by their width at a terminal. Cells are sanitised: they hold what users typed.
package struct TextTable: Sendable {
    package enum Alignment: Sendable {
        case left, right
    }

    private let titles: [String]
    private let alignments: [Alignment]
    private var rows: [[String]] = []
    /// How wide each column was when rows were last taken; `nil` before that.
    private var widths: [Int]?

    package init(_ columns: [(title: String, alignment: Alignment)]) {
        titles = columns.map(\.title)
        alignments = columns.map(\.alignment)
    }

    /// Columns aligned to the left.
    package init(_ titles: [String]) { self.init(titles.map { ($0, .left) }) }

    package mutating func add(_ cells: [String]) {
        precondition(cells.count == titles.count, "one cell for each column")
        rows.append(cells.map(PrintableText.sanitized))
    }

    /// The table with its titles, two spaces between columns and no spaces at line ends.
    package var text: String {
        var copy = self
        copy.widths = nil
        return copy.takeText()
    }

    /// The rows that were added since the last call, for a table too long to be kept. The titles come with the first
    /// ones; columns are as wide as before, or wider.
    package mutating func takeText() -> String {
        let all = (widths == nil ? [titles] : []) + rows
        let known = widths ?? titles.map { _ in 0 }
        let widths = titles.indices.map { column in
            all.reduce(known[column]) { max($0, PrintableText.width($1[column])) }
        }
        self.widths = widths
        rows = []
        return all.map { row in line(row, widths) + "\n" }.joined()
    }

    private func line(_ row: [String], _ widths: [Int]) -> String {
        var line = ""
        for column in row.indices {
            let space = String(repeating: " ", count: widths[column] - PrintableText.width(row[column]))
            line +=
                (column == 0 ? "" : "  ") + (alignments[column] == .left ? row[column] + space : space + row[column])
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
