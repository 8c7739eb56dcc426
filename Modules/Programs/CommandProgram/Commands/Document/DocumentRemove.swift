import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct DocumentRemove: Command {
    static let declaration = CommandDeclaration(
        path: ["document", "remove"], summary: "Remove a document", arguments: [DocumentOptions.name],
        options: DocumentOptions.holders,
        examples: [Example("gatehouse document remove configuration --user ada", "ada's settings are gone")])

    private let name: DocumentName
    private let holder: DocumentHolder

    init(_ arguments: ParsedArguments) throws(UsageError) {
        name = DocumentOptions.name(arguments)
        holder = try DocumentOptions.holder(arguments)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { try await $0.documents.remove(name, of: holder, as: workplace.caller) }
        workplace.answers.give(
            ["removed": .string(name.rawValue)], text: Sheet.text([("removed", name.rawValue)]))
    }
}
