import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct KeyList: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["key", "list"], summary: "List the access keys of a user or of groups, by name",
        details: "With --json the list is one array with an element a line.",
        options: [
            .value("user", "USER", "the keys of this user: a login or an id"),
            .flag("global", "the keys of groups"),
            .value("organization", "ORGANIZATION", "only global keys of this one", shownDefault: "all"),
        ],
        examples: [
            Example("gatehouse key list --user builder", "what builder's programs hold"),
            Example("gatehouse key list --global", "keys that belong to no user"),
        ])

    private let listing: KeyListing

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let organization = arguments.value("organization").map(OrganizationID.init(rawValue:))
        switch (arguments.value("user"), arguments.flag("global")) {
        case (let user?, false):
            guard organization == nil else { throw UsageError("--organization goes with --global only") }
            listing = .user(UserOptions.selector(user))
        case (nil, true): listing = .global(organization)
        default: throw UsageError("give --user USER or --global, and not both")
        }
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var list = Listing(workplace.answers, columns: AccessKey.columns)
            var after: AccessKeyPosition?
            while true {
                let page = try await house.accessKeys.list(
                    listing, after: after, limit: Self.pageSize, as: workplace.caller)
                list.add(page, object: \.object, cells: \.cells)
                guard page.count == Self.pageSize, let last = page.last else { break }
                after = AccessKeyPosition(key: last.name.key, id: last.id)
            }
            list.end()
        }
    }
}
