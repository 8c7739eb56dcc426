import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct WorkspaceMembers: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["workspace", "members"], summary: "List the members of a workspace",
        arguments: [WorkspaceOptions.workspace],
        examples: [Example("gatehouse workspace members fraud-models", "owners and collaborators")])

    private let selector: WorkspaceSelector

    init(_ arguments: ParsedArguments) throws(UsageError) { selector = try WorkspaceOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: WorkspaceMember.columns)
            var after: UserID?
            while true {
                let page = try await house.workspaces.members(
                    of: selector, after: after, limit: Self.pageSize, as: workplace.caller)
                listing.add(page, object: \.object, cells: \.cells)
                guard page.count == Self.pageSize, let last = page.last else { break }
                after = last.membership.user
            }
            listing.end()
        }
    }
}
