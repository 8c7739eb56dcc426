/// What a program says of itself.
package struct ProgramDeclaration: Sendable {
    package let name: String
    package let version: String
    /// One line without a full stop.
    package let summary: String
    /// Options that every command takes, such as the folder of the data.
    package let sharedOptions: [Option]
    /// A line for each noun, in the order of the overview: `("user", "people and their accounts")`.
    package let nouns: [(name: String, summary: String)]

    package init(
        name: String, version: String, summary: String, sharedOptions: [Option] = [],
        nouns: [(name: String, summary: String)] = []
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.sharedOptions = sharedOptions
        self.nouns = nouns
    }

    /// What every command takes by construction, after its own.
    var commonOptions: [Option] { sharedOptions + [.json, .help] }
}
