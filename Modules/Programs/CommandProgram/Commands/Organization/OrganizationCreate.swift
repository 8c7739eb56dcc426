import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct OrganizationCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["org", "create"], summary: "Create an organization, with a tenant of its name",
        details: "The id has 1 to 64 letters, digits and . _ - @ +; it is unique on the server and never changes.",
        arguments: [Argument("ID", "names it for good")],
        options: [
            .value("name", "NAME", "for people to read", shownDefault: "the id")
        ],
        examples: [Example("gatehouse org create acme --name 'A name'", "an id and a name")])

    private let command: CreateOrganization

    init(_ arguments: ParsedArguments) {
        command = CreateOrganization(
            id: arguments.required("ID"), name: arguments.value("name"))
    }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(
            try await workplace.withHouse { try await $0.organizations.create(command, as: workplace.caller) })
    }
}
