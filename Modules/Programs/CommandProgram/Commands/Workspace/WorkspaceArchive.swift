import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct WorkspaceArchive: Command {
    static let declaration = CommandDeclaration(
        path: ["workspace", "archive"], summary: "Archive a workspace: nothing new comes into it",
        arguments: [WorkspaceOptions.workspace],
        examples: [Example("gatehouse workspace archive fraud-models", "what is in it stays and can be read")])

    private let selector: WorkspaceSelector

    init(_ arguments: ParsedArguments) throws(UsageError) { selector = try WorkspaceOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        try await workplace.edit(selector, EditWorkspace(isArchived: true))
    }
}
