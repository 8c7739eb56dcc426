import CommandParsing
import Composition
import JSONText

struct ConfigShow: Command {
    static let declaration = CommandDeclaration(
        path: ["config", "show"], summary: "Show everything that holds, defaults included",
        details: "The result is JSON in any case, with --json on one line. Paths are as they were resolved.",
        examples: [Example("gatehouse config show --data ./data", "listen addresses, limits, sources and the rest")])

    init(_ arguments: ParsedArguments) {}

    func run(in workplace: Workplace) async throws {
        let shown = try workplace.configuration().shown
        let bytes = shown.encoded(pretty: !workplace.answers.asJSON)
        workplace.answers.write(String(decoding: bytes, as: UTF8.self) + "\n")
    }
}
