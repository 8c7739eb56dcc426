import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct GroupList: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["group", "list"], summary: "List groups, by name",
        options: [
            .value("search", "TEXT", "found anywhere in the name"), .flag("top", "only groups at the top"),
            .value("below", "GROUP", "only groups right below this one"),
            .value("organization", "ORGANIZATION", "only groups of this organization", shownDefault: "all"),
            .value("limit", "N", "at most so many", shownDefault: "all"),
        ],
        examples: [
            Example("gatehouse group list --below ops", "one level of the tree"),
            Example("gatehouse group list --search linux --json", "wherever they stand"),
        ])

    private let query: GroupQuery
    private let parent: GroupSelector?
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        parent = arguments.value("below").map(GroupSelector.init(_:))
        guard parent == nil || !arguments.flag("top") else { throw UsageError("give --top or --below, not both") }
        query = GroupQuery(
            organization: arguments.value("organization").map(OrganizationID.init(rawValue:)),
            level: arguments.flag("top") ? .top : .all, search: arguments.value("search"), limit: Self.pageSize)
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: PlacedGroup.columns)
            var query = query, rest = limit
            while rest > 0 {
                query.limit = min(Self.pageSize, rest)
                let page = try await house.groups.list(query, below: parent, as: workplace.caller)
                listing.add(page, object: \.object, cells: \.cells)
                rest -= page.count
                guard page.count == query.limit, let last = page.last?.group else { break }
                query.after = GroupPosition(key: last.name.key, id: last.id)
            }
            listing.end()
        }
    }
}
