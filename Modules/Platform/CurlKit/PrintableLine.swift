/// Text of a stranger, fit for a line of a log or a terminal.
package enum PrintableLine {
    private static let limit = 200

    package static func text(_ raw: String) -> String {
        let shown = raw.unicodeScalars.prefix(limit).map { 0x20...0x7E ~= $0.value ? Character($0) : " " }
        return String(shown).split(separator: " ").joined(separator: " ")
    }
}
