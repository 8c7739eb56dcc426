import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct WorkspaceShow: Command {
    static let declaration = CommandDeclaration(
        path: ["workspace", "show"], summary: "Show a workspace", arguments: [WorkspaceOptions.workspace],
        examples: [
            Example("gatehouse workspace show fraud-models", "by its name"),
            Example("gatehouse workspace show number:12 --json", "by its number, for a program"),
        ])

    private let selector: WorkspaceSelector

    init(_ arguments: ParsedArguments) throws(UsageError) { selector = try WorkspaceOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        let workspace = try await workplace.withHouse {
            try await $0.workspaces.read(selector, as: workplace.caller)
        }
        workplace.answers.give(workspace.object, text: workspace.sheet)
    }
}
