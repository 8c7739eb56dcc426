import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct TenantCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["tenant", "create"], summary: "Create a tenant",
        details: "The id has 1 to 64 letters, digits and . _ - @ +; it is unique on the server and never changes.",
        arguments: [Argument("ID", "names it for good")],
        options: [
            .value("organization", "ORG", "which it is a part of", shownDefault: "default"),
            .value("name", "NAME", "for people to read", shownDefault: "the id"),
        ],
        examples: [Example("gatehouse tenant create lab --name 'A name'", "an id and a name")])

    private let command: CreateTenant

    init(_ arguments: ParsedArguments) {
        command = CreateTenant(
            id: arguments.required("ID"),
            organization: arguments.value("organization").map(OrganizationID.init(rawValue:)),
            name: arguments.value("name"))
    }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(
            try await workplace.withHouse { try await $0.tenants.create(command, as: workplace.caller) })
    }
}
