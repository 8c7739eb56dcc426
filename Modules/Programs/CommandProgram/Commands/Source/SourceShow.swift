import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct SourceShow: Command {
    static let declaration = CommandDeclaration(
        path: ["source", "show"], summary: "Show a source of users and what becomes of its people",
        details: "Nothing of its settings is shown; 'config show' shows them. The source is not asked anything.",
        arguments: [SourceOptions.source],
        examples: [Example("gatehouse source show corp", "its policy, and how many users it has here")])

    private let source: SourceID

    init(_ arguments: ParsedArguments) { source = SourceID(rawValue: arguments.required("SOURCE")) }

    func run(in workplace: Workplace) async throws {
        let found = try await workplace.withHouse {
            try await $0.services.sources.read(self.source, as: workplace.caller)
        }
        workplace.answers.give(found.object, text: found.text)
    }
}
