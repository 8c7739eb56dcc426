/// Text of a stranger, fit for a line of a log or a terminal: bounded, and what could act on a terminal is made visible.
enum PrintableText {
    private static let limit = 1_000

    static func text(_ raw: String) -> String {
        var shown = ""
        for (count, scalar) in raw.unicodeScalars.enumerated() {
            guard count < limit else { return shown + "…" }
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
