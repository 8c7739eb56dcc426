import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct GroupMembers: Command {
    static let declaration = CommandDeclaration(
        path: ["group", "members"], summary: "List the members of a group, by login",
        arguments: [GroupOptions.group],
        options: [
            .flag("effective", "also members of the groups below"),
            .value("limit", "N", "at most so many", shownDefault: "all"),
        ],
        examples: [Example("gatehouse group members ops --effective", "everybody who holds what ops grants")])

    private let group: GroupSelector
    private let isEffective: Bool
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        group = GroupOptions.selector(arguments)
        isEffective = arguments.flag("effective")
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.listUsers(atMost: limit) { house, after, limit in
            let query = ListMembers(of: group, isEffective: isEffective, after: after, limit: limit)
            let users = try await house.groups.members(query, as: workplace.caller)
            return (users, users.count < limit ? nil : users.last?.position(in: UserSort()))
        }
    }
}
