import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct WorkspaceDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["workspace", "delete"], summary: "Delete an empty workspace",
        details:
            "Refused while resources are in it. Its number is never given again. Asks first, unless --yes is given.",
        arguments: [WorkspaceOptions.workspace],
        options: [.flag("yes", "do not ask; needed where there is no terminal")],
        examples: [Example("gatehouse workspace delete fraud-models", "asks, then deletes")])

    private let selector: WorkspaceSelector
    private let asks: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = try WorkspaceOptions.selector(arguments)
        asks = !arguments.flag("yes")
        guard !asks || Terminal.inputIsTerminal else { throw UsageError("no terminal to ask at; say --yes") }
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            let workspace = try await house.workspaces.read(selector, as: workplace.caller)
            if asks {
                guard try Terminal.confirms("Delete \(workspace.name) (\(workspace.id)) for good? [y/N] ") else {
                    throw CommandFailure(.failed, "not confirmed; nothing was changed")
                }
            }
            // By its id and version: the one that was named and confirmed, and no other.
            try await house.workspaces.delete(
                .id(workspace.id), ifVersion: asks ? workspace.version : nil, as: workplace.caller)
            workplace.answers.give(
                ["deleted": ["id": .string(workspace.id.description), "name": .string(workspace.name)]],
                text: Sheet.text([("deleted", workspace.name), ("id", workspace.id.description)]))
        }
    }
}
