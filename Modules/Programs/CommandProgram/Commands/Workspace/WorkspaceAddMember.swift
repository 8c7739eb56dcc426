import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct WorkspaceAddMember: Command {
    static let declaration = CommandDeclaration(
        path: ["workspace", "add-member"], summary: "Take a user into a workspace, or change a member's role",
        arguments: [WorkspaceOptions.workspace, UserOptions.user], options: [WorkspaceOptions.role],
        examples: [
            Example("gatehouse workspace add-member fraud-models grace", "grace may work on what is in it"),
            Example(
                "gatehouse workspace add-member fraud-models grace --role owner", "grace may do everything with it"),
        ])

    private let workspace: WorkspaceSelector
    private let user: UserSelector
    private let role: WorkspaceRole

    init(_ arguments: ParsedArguments) throws(UsageError) {
        workspace = try WorkspaceOptions.selector(arguments)
        user = UserOptions.selector(arguments)
        role = arguments.value("role").flatMap(WorkspaceRole.init(rawValue:)) ?? .collaborator
    }

    func run(in workplace: Workplace) async throws {
        let member = try await workplace.withHouse {
            try await $0.workspaces.setMember(user, of: workspace, to: role, as: workplace.caller)
        }
        workplace.answers.give(member.object, text: member.sheet)
    }
}
