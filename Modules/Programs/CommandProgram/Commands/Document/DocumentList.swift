import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct DocumentList: Command {
    static let declaration = CommandDeclaration(
        path: ["document", "list"], summary: "List the documents of a user, group, organization, tenant or workspace",
        options: DocumentOptions.holders,
        examples: [Example("gatehouse document list --user ada", "names and sizes")])

    private let holder: DocumentHolder

    init(_ arguments: ParsedArguments) throws(UsageError) { holder = try DocumentOptions.holder(arguments) }

    func run(in workplace: Workplace) async throws {
        let documents = try await workplace.withHouse {
            try await $0.documents.list(of: holder, as: workplace.caller)
        }
        var listing = Listing(workplace.answers, columns: [("NAME", .left), ("BYTES", .right)])
        listing.add(
            documents,
            object: {
                ["name": .string($0.name.rawValue), "bytes": .integer(Int64($0.text.utf8.count))]
            }, cells: { [$0.name.rawValue, String($0.text.utf8.count)] })
        listing.end()
    }
}
