/// Every command that the overview names, as words.
enum Commands {
    private static let builtIn = ["help", "completion"]

    static func all() throws -> [[String]] {
        let overview = try Site().run("--help").output
        let body = overview.split(separator: "Common options:")[0].split(separator: "\n\n").dropFirst(2)
        return body.flatMap { section in
            // The first line is the section's title; lines that go on are indented further.
            section.split(separator: "\n").dropFirst().filter { !$0.hasPrefix("   ") }.map { line in
                line.dropFirst(2).split(separator: "  ")[0].split(separator: " ").map(String.init)
            }
        }.filter { !builtIn.contains($0[0]) }
    }
}
