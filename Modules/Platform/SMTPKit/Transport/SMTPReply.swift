import CurlKit

/// What a server answered to one command (RFC 5321 section 4.2).
package struct SMTPReply: Hashable, Sendable, CustomStringConvertible {
    package let code: Int
    /// The last line, shortened, without anything that could act on a terminal.
    package let text: String

    /// - Returns: `nil` when the line does not begin with a code.
    init?(line: String) {
        guard let code = Int(line.prefix(3)), 200...599 ~= code else { return nil }
        self.code = code
        text = PrintableLine.text(String(line.dropFirst(4)))
    }

    package var isRefusal: Bool { code >= 400 }
    /// The same again may succeed later.
    package var isTemporary: Bool { 400...499 ~= code }

    package var description: String { text.isEmpty ? "\(code)" : "\(code) \(text)" }
}
