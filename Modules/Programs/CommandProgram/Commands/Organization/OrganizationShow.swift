import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct OrganizationShow: Command {
    static let declaration = CommandDeclaration(
        path: ["org", "show"], summary: "Show an organization", arguments: [OrganizationOptions.id],
        examples: [Example("gatehouse org show acme", "its name and when it was made")])

    private let id: OrganizationID

    init(_ arguments: ParsedArguments) { id = OrganizationID(rawValue: arguments.required("ORG")) }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(
            try await workplace.withHouse { try await $0.organizations.read(id, as: workplace.caller) })
    }
}

/// What several commands about organizations take.
enum OrganizationOptions {
    static let id = Argument("ORG", "the id of an organization")
    static let version = Option.value("if-version", "N", "refuse when it is no longer at this version")
}
