import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct RoleList: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["role", "list"], summary: "List roles, the built-in ones first",
        options: [
            .value("client", "CLIENT", "only roles of this client"), .flag("realm", "only roles of no client"),
        ],
        examples: [Example("gatehouse role list --realm", "without those of clients")])

    private let scope: RoleScope

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let client = arguments.value("client"), isRealm = arguments.flag("realm")
        guard client == nil || !isRealm else { throw UsageError("give --client or --realm, not both") }
        scope = client.map { .client(ClientID(rawValue: $0)) } ?? (isRealm ? .realm : .all)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: RoleEntry.columns)
            var query = ListRoles(scope, limit: Self.pageSize)
            while true {
                let page = try await house.roles.list(query, as: workplace.caller)
                listing.add(page, object: \.object, cells: \.cells)
                guard page.count == query.limit, let last = page.last else { break }
                query.after = last.role
            }
            listing.end()
        }
    }
}
