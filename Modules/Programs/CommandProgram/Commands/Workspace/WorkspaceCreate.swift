import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct WorkspaceCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["workspace", "create"], summary: "Create a workspace for a user",
        details: """
            A name is a DNS label: 1 to 63 letters, digits and dashes, no dash at either end, unique in the organization \
            whatever the letter case. With --default the name may be any that can be shown.
            """,
        arguments: [Argument("NAME", "the name of the workspace")],
        options: [
            .value("owner", "USER", "who owns it, and says the organization: a login or an id", required: true),
            .flag("default", "the owner works in it unless told otherwise"),
        ],
        examples: [
            Example("gatehouse workspace create fraud-models --owner ada", "ada may take others in"),
            Example(
                "gatehouse workspace create 'ada@example.org - Default Workspace' --owner ada --default",
                "as the Wallaroo SDK makes them"),
        ])

    private let command: CreateWorkspace

    init(_ arguments: ParsedArguments) {
        command = CreateWorkspace(
            name: arguments.required("NAME"), naming: arguments.flag("default") ? .defaultWorkspace : .label,
            owner: arguments.value("owner").map(UserOptions.selector(_:)))
    }

    func run(in workplace: Workplace) async throws {
        let workspace = try await workplace.withHouse {
            try await $0.workspaces.create(command, as: workplace.caller)
        }
        workplace.answers.give(workspace.object, text: workspace.sheet)
    }
}
