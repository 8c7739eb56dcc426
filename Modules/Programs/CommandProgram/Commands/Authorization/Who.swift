import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct Who: Command {
    static let declaration = CommandDeclaration(
        path: ["who"], summary: "List everybody who may do something, groups counted",
        details: "Accounts that are disabled or past their time are left out.",
        arguments: [PermissionOptions.permission],
        options: [
            PermissionOptions.organization, .value("limit", "N", "at most so many", shownDefault: "all"),
        ],
        examples: [Example("gatehouse who users:manage", "everybody who may edit users")])

    private let permission: Permission
    private let organization: OrganizationID
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        permission = try PermissionOptions.permission(arguments)
        organization = PermissionOptions.organization(arguments) ?? .standard
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.listUsers(atMost: limit) { house, after, limit in
            let query = WhoQuery(permission, in: organization, after: after, limit: limit)
            let page = try await house.authorization.who(query, as: workplace.caller)
            return (page.users, page.next)
        }
    }
}
