import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct OrganizationList: Command {
    static let declaration = CommandDeclaration(
        path: ["org", "list"], summary: "List organizations, by id",
        options: [
            .value("limit", "N", "at most so many", shownDefault: "all")
        ],
        examples: [Example("gatehouse org list --limit 10", "the first ten")])

    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            try await workplace.list(limit) { (last: Organization?, size) in
                try await house.organizations.list(after: last?.id, limit: size, as: workplace.caller)
            }
        }
    }
}
