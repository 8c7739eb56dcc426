import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct UserList: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["user", "list"], summary: "List users",
        details: """
            Lists all users that fit, page by page, so that any number of them needs little memory. With --json the \
            list is one array with an element a line; when the command fails on the way, the array is not closed.
            """,
        options: [
            .value("search", "TEXT", "found anywhere in login, mail address or display name"),
            .flag("enabled", "only users who may sign in"), .flag("disabled", "only users who may not"),
            .value("source", "SOURCE", "only users of this source"),
            .value("organization", "ORG", "only users of this organization"),
            .value("tenant", "TENANT", "only users of this tenant"),
            .value("role", "ROLE", "only users who hold this role themselves"),
            .value(
                "sort", "FIELD", "the order", shownDefault: "login",
                .oneOf(UserSort.Field.allCases.map(\.rawValue))),
            .flag("descending", "the last first"),
            .value("limit", "N", "at most so many", shownDefault: "all"),
        ],
        examples: [
            Example("gatehouse user list --search example.org --enabled", "who may sign in from there"),
            Example("gatehouse user list --sort createdAt --descending --limit 10", "the ten newest"),
        ])

    private let query: UserQuery
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let enabled = arguments.flag("enabled"), disabled = arguments.flag("disabled")
        guard !enabled || !disabled else { throw UsageError("give --enabled or --disabled, not both") }
        let field = arguments.value("sort").flatMap(UserSort.Field.init(rawValue:)) ?? .login
        query = UserQuery(
            search: arguments.value("search"), isEnabled: enabled ? true : disabled ? false : nil,
            source: arguments.value("source").map(SourceID.init(rawValue:)),
            organization: arguments.value("organization").map(OrganizationID.init(rawValue:)),
            tenant: arguments.value("tenant").map(TenantID.init(rawValue:)),
            role: arguments.value("role").map(Role.init(rawValue:)),
            sort: UserSort(field, descending: arguments.flag("descending")), limit: Self.pageSize)
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: User.columns)
            var query = query, rest = limit
            while rest > 0 {
                query.limit = min(Self.pageSize, rest)
                let page = try await house.users.list(query, as: workplace.caller)
                listing.add(page, object: { $0.object(at: house.clock.now()) }, cells: \.cells)
                rest -= page.count
                guard page.count == query.limit, let last = page.last else { break }
                query.after = last.position(in: query.sort)
            }
            listing.end()
        }
    }
}
