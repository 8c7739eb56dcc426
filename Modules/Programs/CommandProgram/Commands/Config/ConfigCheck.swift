import CommandParsing
import Composition
import JSONText

struct ConfigCheck: Command {
    static let declaration = CommandDeclaration(
        path: ["config", "check"], summary: "Check the configuration file and the files it names",
        details: "Reports everything that is wrong at once, and opens nothing. Unknown words are problems too.",
        examples: [
            Example("gatehouse config check --data ./data", "exit status 0 when all is well"),
            Example("gatehouse config check --config new.json5", "before it takes the place of the old one"),
        ])

    init(_ arguments: ParsedArguments) {}

    func run(in workplace: Workplace) async throws {
        let problems = try workplace.problemsOfConfiguration()
        if workplace.answers.asJSON || problems.isEmpty {
            workplace.answers.give(
                [
                    "configurationFile": .string(workplace.configurationFile),
                    "problems": .array(
                        problems.map { ["field": .string($0.path), "message": .string($0.message)] }),
                ],
                text: "\(PrintableText.sanitized(workplace.configurationFile)) is in order\n")
        }
        if !problems.isEmpty { throw StartProblem.configuration(file: workplace.configurationFile, problems) }
    }
}
