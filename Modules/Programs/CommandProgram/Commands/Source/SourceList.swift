import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct SourceList: Command {
    static let declaration = CommandDeclaration(
        path: ["source", "list"], summary: "List the sources of users",
        details: """
            PASSWORDS says who checks them, SYNC whether people can be brought in at once, USERS how many of them are \
            on file. No source is asked anything. With --json the list is one array with an element a line.
            """,
        examples: [Example("gatehouse source list", "where users come from")])

    init(_ arguments: ParsedArguments) {}

    func run(in workplace: Workplace) async throws {
        let sources = try await workplace.withHouse { try await $0.services.sources.list(as: workplace.caller) }
        var listing = Listing(workplace.answers, columns: SourceSummary.columns)
        listing.add(sources, object: \.object, cells: \.cells)
        listing.end()
    }
}
