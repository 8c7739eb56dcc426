import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct WorkspaceRename: Command {
    static let declaration = CommandDeclaration(
        path: ["workspace", "rename"], summary: "Give a workspace another name",
        arguments: [WorkspaceOptions.workspace, Argument("NAME", "the new name, a DNS label")],
        options: [.value("if-version", "N", "refuse when the workspace is no longer at this version")],
        examples: [Example("gatehouse workspace rename fraud-models fraud", "id and number stay")])

    private let selector: WorkspaceSelector
    private let edit: EditWorkspace

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = try WorkspaceOptions.selector(arguments)
        edit = EditWorkspace(
            name: arguments.required("NAME"), ifVersion: try arguments.integer("if-version", in: 1...Int.max))
    }

    func run(in workplace: Workplace) async throws { try await workplace.edit(selector, edit) }
}
