import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct OrganizationDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["org", "delete"], summary: "Delete an organization that is empty",
        arguments: [OrganizationOptions.id], options: [OrganizationOptions.version],
        examples: [Example("gatehouse org delete acme", "refused while anything is in it")])

    private let id: OrganizationID
    private let version: Int?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        id = OrganizationID(rawValue: arguments.required("ORG"))
        version = try arguments.integer("if-version", in: 1...Int.max)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse {
            try await $0.organizations.delete(id, ifVersion: version, as: workplace.caller)
        }
        workplace.answers.giveDeleted(id.rawValue)
    }
}
