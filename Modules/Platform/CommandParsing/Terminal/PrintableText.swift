/// Data made safe to print at a terminal, and its width there.
package enum PrintableText {
    /// Replaces what could act on a terminal or deceive the eye by U+FFFD: control characters (escape sequences, line
    /// ends, tabs), direction overrides, separators of lines, and invisible characters but the joiners that scripts
    /// and emoji need.
    package static func sanitized(_ text: String) -> String {
        guard !isPlain(text), text.unicodeScalars.contains(where: isDangerous) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(isDangerous(scalar) ? "\u{FFFD}" : scalar) }
        return String(result)
    }

    /// How many cells of a terminal the text takes: none for marks and joiners, two for East Asian wide characters and
    /// emoji.
    package static func width(_ text: String) -> Int {
        isPlain(text) ? text.utf8.count : text.reduce(0) { $0 + width($1) }
    }

    /// Printable ASCII, as nearly all cells of long tables are: needs no look at Unicode's tables.
    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: scalar.value != 0x200C && scalar.value != 0x200D
        default: false
        }
    }

    private static func width(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        if scalars.contains(where: { isWide($0.value) || $0.properties.isEmojiPresentation || $0.value == 0xFE0F }) {
            return 2
        }
        return scalars.contains { !isZeroWidth($0) } ? 1 : 0
    }

    private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }

    /// East Asian Width W and F (UAX #11), by blocks.
    private static func isWide(_ code: UInt32) -> Bool {
        switch code {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
