import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct WorkspaceUnarchive: Command {
    static let declaration = CommandDeclaration(
        path: ["workspace", "unarchive"], summary: "Take a workspace out of the archive",
        arguments: [WorkspaceOptions.workspace],
        examples: [Example("gatehouse workspace unarchive fraud-models", "people work in it again")])

    private let selector: WorkspaceSelector

    init(_ arguments: ParsedArguments) throws(UsageError) { selector = try WorkspaceOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        try await workplace.edit(selector, EditWorkspace(isArchived: false))
    }
}
