import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct TenantList: Command {
    static let declaration = CommandDeclaration(
        path: ["tenant", "list"], summary: "List tenants, by id",
        options: [
            .value("organization", "ORG", "only tenants of this organization"),
            .value("limit", "N", "at most so many", shownDefault: "all"),
        ],
        examples: [Example("gatehouse tenant list --limit 10", "the first ten")])

    private let limit: Int
    private let organization: OrganizationID?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
        organization = arguments.value("organization").map(OrganizationID.init(rawValue:))
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            try await workplace.list(limit) { (last: Tenant?, size) in
                try await house.tenants.list(of: organization, after: last?.id, limit: size, as: workplace.caller)
            }
        }
    }
}
