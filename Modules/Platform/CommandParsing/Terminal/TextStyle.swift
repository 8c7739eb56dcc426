import Glibc

/// Colours for a person at a terminal; none where a program reads, or where somebody wants none (no-color.org).
package struct TextStyle: Sendable {
    package enum Tone: String, Sendable {
        case good = "32", caution = "33", bad = "31", faint = "2", strong = "1"
    }

    private let isColoured: Bool

    package init(isColoured: Bool) { self.isColoured = isColoured }

    /// For standard output.
    package static let standard = TextStyle(
        isColoured: Terminal.isTerminal(STDOUT_FILENO) && (variable("NO_COLOR") ?? "").isEmpty
            && variable("TERM") != "dumb")

    package func text(_ text: String, _ tone: Tone) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
