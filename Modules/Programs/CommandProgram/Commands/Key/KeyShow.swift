import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct KeyShow: Command {
    static let declaration = CommandDeclaration(
        path: ["key", "show"], summary: "Show an access key, without its token", arguments: [KeyOptions.key],
        examples: [
            Example("gatehouse key show 019ab7c2-5c1e-7d2a-9f30-3c1d2e4f5a6b", "its limits, and when it was last used")
        ])

    private let id: AccessKeyID

    init(_ arguments: ParsedArguments) throws(UsageError) { id = try KeyOptions.id(arguments) }

    func run(in workplace: Workplace) async throws {
        let key = try await workplace.withHouse { try await $0.accessKeys.read(id, as: workplace.caller) }
        workplace.answers.give(key.object, text: key.sheet)
    }
}
