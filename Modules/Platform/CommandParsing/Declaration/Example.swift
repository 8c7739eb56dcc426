/// A command line that works, and what it does.
package struct Example: Sendable, Equatable {
    package let line: String
    package let explanation: String

    package init(_ line: String, _ explanation: String) {
        self.line = line
        self.explanation = explanation
    }
}
