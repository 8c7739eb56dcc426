/// Commands that every program with nouns and verbs has by construction.
enum BuiltIn {
    static let words = ["help", "completion"]

    static let definitions: [(term: String, text: String)] = [
        ("help [COMMAND]", "Show this overview, or the help of a command"),
        ("completion bash", "Print a completion script for bash"),
    ]
}
