import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct ClientDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["client", "delete"], summary: "Delete a client without roles",
        arguments: [ClientOptions.id], options: [ClientOptions.version],
        examples: [Example("gatehouse client delete sdk-client", "refused while anything is in it")])

    private let id: ClientID
    private let version: Int?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        id = ClientID(rawValue: arguments.required("CLIENT"))
        version = try arguments.integer("if-version", in: 1...Int.max)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { try await $0.clients.delete(id, ifVersion: version, as: workplace.caller) }
        workplace.answers.giveDeleted(id.rawValue)
    }
}
