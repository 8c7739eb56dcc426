import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct AuditList: Command {
    static let declaration = CommandDeclaration(
        path: ["audit", "list"], summary: "List audit records, the newest first",
        details: """
            Who did what, in whose name, on what, from where, and how it ended. Filters narrow each other; several \
            --action widen. With --json the list is one array with an element a line, and says more.
            """,
        options: AuditFilter.times + AuditFilter.options + [
            .flag("oldest-first", "turn the order round"),
            .value("limit", "N", "at most so many", shownDefault: "all"),
        ],
        examples: [
            Example("gatehouse audit list --from 2h --outcome refused", "what was refused in the last two hours"),
            Example("gatehouse audit list --actor ada --action user. --limit 20", "whom ada changed last"),
        ])

    private let filter: AuditFilter
    private let oldestFirst: Bool
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        filter = try AuditFilter(all: arguments)
        oldestFirst = arguments.flag("oldest-first")
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var query = try await filter.query(in: house, as: workplace.caller)
            query.newestFirst = !oldestFirst
            var listing = Listing(workplace.answers, columns: AuditRecord.columns)
            var pages = AuditPages(query, limit: limit, in: house, as: workplace.caller)
            while let page = try await pages.next() { listing.add(page, object: \.object, cells: \.cells) }
            listing.end()
        }
    }
}
