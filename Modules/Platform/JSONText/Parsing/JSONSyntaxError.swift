/// Where and why a text is not the JSON that is accepted.
package struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars.
    package let column: Int
    /// One sentence. Repeats keys of the text, never its values.
    package let message: String

    package var description: String { "line \(line), column \(column): \(message)" }
}

extension JSONSyntaxError {
    init(_ message: String, at position: Int, in bytes: [UInt8]) {
        let before = bytes[..<min(position, bytes.count)]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        // Continuation bytes of UTF-8 begin no scalar.
        column = 1 + before[lineStart...].count { $0 & 0b1100_0000 != 0b1000_0000 }
        self.message = message
    }
}
