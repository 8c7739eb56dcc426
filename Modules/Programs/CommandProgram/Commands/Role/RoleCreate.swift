import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct RoleCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["role", "create"], summary: "Define a role",
        arguments: [Argument("NAME", "unique whatever the letter case; without a slash")],
        options: [.value("client", "CLIENT", "the client that the role is of", shownDefault: "none")]
            + RoleOptions.changes,
        examples: [
            Example(
                "gatehouse role create help-desk --permission users:read --permission sessions:manage",
                "within the holder's organization")
        ])

    private let command: CreateRole

    init(_ arguments: ParsedArguments) {
        var command = CreateRole(
            name: arguments.required("NAME"), client: arguments.value("client").map(ClientID.init(rawValue:)))
        command.about = arguments.value("about") ?? ""
        command.reach = RoleOptions.reach(arguments) ?? .organization
        command.permissions = Set(arguments.values("permission"))
        self.command = command
    }

    func run(in workplace: Workplace) async throws {
        let entry = try await workplace.withHouse { try await $0.roles.create(command, as: workplace.caller) }
        workplace.answers.give(entry.object, text: entry.sheet)
    }
}
