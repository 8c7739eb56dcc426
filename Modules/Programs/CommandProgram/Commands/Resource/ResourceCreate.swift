import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct ResourceCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["resource", "create"], summary: "Create a resource",
        arguments: [
            ResourceOptions.type, Argument("ID", "unique for its type within the organization; 1 to 255 bytes"),
        ],
        options: [
            .value("name", "NAME", "for people to read", shownDefault: "the id"),
            .value("owner", "USER", "who may do everything with it: a login or an id", shownDefault: "nobody"),
            .value("workspace", "WORKSPACE", WorkspaceOptions.help), ResourceOptions.organization,
        ],
        examples: [Example("gatehouse resource create model m-one --owner ada --workspace fraud-models", "a model")])

    private let command: CreateResource

    init(_ arguments: ParsedArguments) throws(UsageError) {
        command = CreateResource(
            type: arguments.required("TYPE"), id: arguments.required("ID"), name: arguments.value("name"),
            owner: arguments.value("owner").map(UserOptions.selector(_:)),
            workspace: try ResourceOptions.workspace(arguments),
            organization: arguments.value("organization").map(OrganizationID.init(rawValue:)))
    }

    func run(in workplace: Workplace) async throws {
        let resource = try await workplace.withHouse { try await $0.resources.create(command, as: workplace.caller) }
        workplace.answers.give(resource.object, text: resource.sheet)
    }
}
