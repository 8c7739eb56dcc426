/// What a command is called, takes and says of itself.
package struct CommandDeclaration: Sendable, Equatable {
    /// The words that call it: `["user", "create"]`, `["status"]`, or none for a program with one command.
    package let path: [String]
    /// One line, beginning with a verb, without a full stop.
    package let summary: String
    /// Paragraphs, divided by empty lines; they are wrapped.
    package let details: String
    package let arguments: [Argument]
    package let options: [Option]
    package let examples: [Example]

    package init(
        path: [String], summary: String, details: String = "", arguments: [Argument] = [], options: [Option] = [],
        examples: [Example] = []
    ) {
        precondition(path.count <= 2, "a noun and a verb, no more")
        self.path = path
        self.summary = summary
        self.details = details
        self.arguments = arguments
        self.options = options
        self.examples = examples
    }

    var name: String { path.joined(separator: " ") }
}
