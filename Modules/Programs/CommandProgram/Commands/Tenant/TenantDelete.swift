import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct TenantDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["tenant", "delete"], summary: "Delete a tenant that is empty",
        arguments: [TenantOptions.id], options: [TenantOptions.version],
        examples: [Example("gatehouse tenant delete lab", "refused while anything is in it")])

    private let id: TenantID
    private let version: Int?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        id = TenantID(rawValue: arguments.required("TENANT"))
        version = try arguments.integer("if-version", in: 1...Int.max)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { try await $0.tenants.delete(id, ifVersion: version, as: workplace.caller) }
        workplace.answers.giveDeleted(id.rawValue)
    }
}
