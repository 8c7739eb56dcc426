import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct WorkspaceRemoveMember: Command {
    static let declaration = CommandDeclaration(
        path: ["workspace", "remove-member"], summary: "Take a member out of a workspace",
        details: "The last owner has to stay. Somebody who is no member is no error.",
        arguments: [WorkspaceOptions.workspace, UserOptions.user],
        examples: [Example("gatehouse workspace remove-member fraud-models grace", "from grace's next request on")])

    private let workspace: WorkspaceSelector
    private let user: UserSelector

    init(_ arguments: ParsedArguments) throws(UsageError) {
        workspace = try WorkspaceOptions.selector(arguments)
        user = UserOptions.selector(arguments)
    }

    func run(in workplace: Workplace) async throws {
        let wasMember = try await workplace.withHouse {
            try await $0.workspaces.removeMember(user, of: workspace, as: workplace.caller)
        }
        workplace.answers.give(
            ["removed": .bool(wasMember)], text: Sheet.text([("removed", wasMember ? "yes" : "no, was no member")]))
    }
}
