import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct WorkspaceList: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["workspace", "list"], summary: "List workspaces, by number",
        options: [
            .value("member", "USER", "only those that the user is a member of: a login or an id"),
            .value("organization", "ORGANIZATION", "only those of this organization"),
            .flag("without-archived", "leave the archived ones out"),
        ],
        examples: [Example("gatehouse workspace list --member ada --without-archived", "where ada works")])

    private let filter: WorkspaceFilter

    init(_ arguments: ParsedArguments) {
        filter = WorkspaceFilter(
            member: arguments.value("member").map(UserOptions.selector(_:)),
            organization: arguments.value("organization").map(OrganizationID.init(rawValue:)),
            includesArchived: !arguments.flag("without-archived"), limit: Self.pageSize)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: Workspace.columns)
            var filter = filter
            repeat {
                let page = try await house.workspaces.list(filter, as: workplace.caller)
                listing.add(page.workspaces, object: \.object, cells: \.cells)
                filter.after = page.next
            } while filter.after != nil
            listing.end()
        }
    }
}
