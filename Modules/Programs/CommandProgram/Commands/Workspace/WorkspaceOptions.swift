import CommandParsing
import Composition
import IdentityCore
import IdentityServices

/// What several commands about workspaces take.
enum WorkspaceOptions {
    static let workspace = Argument("WORKSPACE", help)
    static let help = "a name, an id, or number:N; name:NAME is a name whatever it looks like"

    static let role = Option.value(
        "role", "ROLE", "what the member may do", shownDefault: "collaborator",
        .oneOf(WorkspaceRole.allCases.map(\.rawValue)))

    static func selector(_ arguments: ParsedArguments) throws(UsageError) -> WorkspaceSelector {
        try selector(arguments.required("WORKSPACE"))
    }

    static func selector(_ text: String) throws(UsageError) -> WorkspaceSelector {
        if text.hasPrefix("name:") { return .name(String(text.dropFirst(5))) }
        guard text.hasPrefix("number:") else { return WorkspaceID(text).map(WorkspaceSelector.id) ?? .name(text) }
        guard let number = Int64(text.dropFirst(7)), number > 0 else { throw UsageError("number:N takes a number") }
        return .number(number)
    }
}

extension Workplace {
    /// Carries out the edit and shows the workspace as it is then.
    func edit(_ selector: WorkspaceSelector, _ edit: EditWorkspace) async throws {
        let workspace = try await withHouse { try await $0.workspaces.edit(selector, edit, as: caller) }
        answers.give(workspace.object, text: workspace.sheet)
    }
}
