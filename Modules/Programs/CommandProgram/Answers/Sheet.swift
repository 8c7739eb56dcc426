import CommandParsing

/// Names and values of one thing, a line each.
enum Sheet {
    static func text(_ lines: [(name: String, value: String?)]) -> String {
        let width = lines.map { PrintableText.width($0.name) }.max() ?? 0
        return lines.map { line in
            let space = String(repeating: " ", count: width - PrintableText.width(line.name))
            return "\(line.name):\(space)  \(PrintableText.sanitized(line.value ?? "-"))\n"
        }.joined()
    }
}
