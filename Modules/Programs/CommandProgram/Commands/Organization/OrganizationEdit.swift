import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct OrganizationEdit: Command {
    static let declaration = CommandDeclaration(
        path: ["org", "edit"], summary: "Give an organization another name", arguments: [OrganizationOptions.id],
        options: [.value("name", "NAME", "for people to read"), OrganizationOptions.version],
        examples: [Example("gatehouse org edit acme --name 'A better name'", "the id stays")])

    private let id: OrganizationID
    private let name: String
    private let version: Int?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        id = OrganizationID(rawValue: arguments.required("ORG"))
        guard let name = arguments.value("name") else { throw UsageError("nothing to change; give --name") }
        self.name = name
        version = try arguments.integer("if-version", in: 1...Int.max)
    }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(
            try await workplace.withHouse {
                try await $0.organizations.edit(id, name: name, ifVersion: version, as: workplace.caller)
            })
    }
}
