import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct GroupCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["group", "create"], summary: "Create a group",
        details: "Members hold what the group and all groups above it grant.",
        arguments: [Argument("NAME", "unique among the groups with the same parent; without a slash")],
        options: [
            .value("under", "GROUP", "the group above", shownDefault: "the top"),
            .value("organization", "ORGANIZATION", "where the group lives", shownDefault: "the parent's, else default"),
        ] + GroupOptions.grants,
        examples: [
            Example("gatehouse group create ops --role reader", "members of ops may look at everything"),
            Example("gatehouse group create linux --under ops --permission host:restart", "a group below it"),
        ])

    private let command: CreateGroup

    init(_ arguments: ParsedArguments) {
        var command = CreateGroup(
            name: arguments.required("NAME"), parent: arguments.value("under").map(GroupSelector.init(_:)),
            organization: arguments.value("organization").map(OrganizationID.init(rawValue:)))
        command.about = arguments.value("about") ?? ""
        command.roles = Set(arguments.values("role"))
        command.permissions = Set(arguments.values("permission"))
        command.mappedExternalGroups = Set(arguments.values("external-group"))
        self.command = command
    }

    func run(in workplace: Workplace) async throws {
        let group = try await workplace.withHouse { try await $0.groups.create(command, as: workplace.caller) }
        workplace.answers.give(group.object, text: group.sheet)
    }
}
