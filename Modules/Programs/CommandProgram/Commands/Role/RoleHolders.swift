import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct RoleHolders: Command {
    static let declaration = CommandDeclaration(
        path: ["role", "holders"], summary: "List users who hold a role themselves, by login",
        details: "Who holds it through a group is not among them; `who` answers who may do something, groups counted.",
        arguments: [RoleOptions.role],
        options: [.value("limit", "N", "at most so many", shownDefault: "all")],
        examples: [Example("gatehouse role holders super-admin", "who rules the server by name")])

    private let role: Role
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        role = RoleOptions.role(arguments)
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.listUsers(atMost: limit) { house, after, limit in
            let users = try await house.roles.holders(of: role, after: after, limit: limit, as: workplace.caller)
            return (users, users.count < limit ? nil : users.last?.position(in: UserSort()))
        }
    }
}
