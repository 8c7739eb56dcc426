/// Wraps and indents for a terminal of 80 columns.
enum TextLayout {
    private static let width = 80
    private static let column = 28

    static func wrap(_ text: String, width: Int = width) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// Paragraphs are divided by an empty line.
    static func paragraphs(_ text: String) -> String {
        text.split(separator: "\n\n").map { paragraph in
            wrap(paragraph.split(separator: "\n").joined(separator: " ")).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// Terms on the left, their explanation wrapped on the right.
    static func definitions(_ items: [(term: String, text: String)]) -> String {
        items.map { item in
            let lines = wrap(item.text, width: width - column)
            let term = "  " + item.term
            let indent = String(repeating: " ", count: column)
            // A long term gets a line of its own.
            let first =
                term.count < column - 1
                ? term + String(repeating: " ", count: column - term.count) : term + "\n" + indent
            return first + lines.joined(separator: "\n" + indent)
        }.joined(separator: "\n")
    }
}
