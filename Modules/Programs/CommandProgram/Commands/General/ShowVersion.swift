import CommandParsing
import Composition
import JSONText

struct ShowVersion: Command {
    static let declaration = CommandDeclaration(
        path: ["version"], summary: "Print the version", examples: [Example("gatehouse version", "name and version")])

    init(_ arguments: ParsedArguments) {}

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(
            ["name": "gatehouse", "version": .string(Version.text)], text: "gatehouse \(Version.text)\n")
    }
}
