import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct ClientList: Command {
    static let declaration = CommandDeclaration(
        path: ["client", "list"], summary: "List clients, by id",
        options: [
            .value("limit", "N", "at most so many", shownDefault: "all")
        ],
        examples: [Example("gatehouse client list --limit 10", "the first ten")])

    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            try await workplace.list(limit) { (last: Client?, size) in
                try await house.clients.list(after: last?.id, limit: size, as: workplace.caller)
            }
        }
    }
}
