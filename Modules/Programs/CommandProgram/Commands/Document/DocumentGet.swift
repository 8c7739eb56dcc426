import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct DocumentGet: Command {
    static let declaration = CommandDeclaration(
        path: ["document", "get"], summary: "Print a document: properties, variables, settings or annotations",
        details: "The document is printed as it was stored, with --json too.",
        arguments: [DocumentOptions.name], options: DocumentOptions.holders,
        examples: [Example("gatehouse document get admin-properties --user ada", "what administrators note of ada")])

    private let name: DocumentName
    private let holder: DocumentHolder

    init(_ arguments: ParsedArguments) throws(UsageError) {
        name = DocumentOptions.name(arguments)
        holder = try DocumentOptions.holder(arguments)
    }

    func run(in workplace: Workplace) async throws {
        let document = try await workplace.withHouse {
            try await $0.documents.read(name, of: holder, as: workplace.caller)
        }
        workplace.answers.write(document.text + "\n")
    }
}
