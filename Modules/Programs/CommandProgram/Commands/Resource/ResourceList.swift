import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct ResourceList: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["resource", "list"], summary: "List resources, by type and number",
        options: [
            .value("type", "TYPE", "only of this type"),
            .value("workspace", "WORKSPACE", "only what is in it: \(WorkspaceOptions.help)"),
            .value("owner", "USER", "only what belongs to the user: a login or an id"),
            .value("organization", "ORGANIZATION", "only those of this organization"),
        ],
        examples: [Example("gatehouse resource list --type model --owner ada", "ada's models")])

    private let filter: ResourceFilter

    init(_ arguments: ParsedArguments) throws(UsageError) {
        filter = ResourceFilter(
            type: arguments.value("type"), workspace: try ResourceOptions.workspace(arguments),
            owner: arguments.value("owner").map(UserOptions.selector(_:)),
            organization: arguments.value("organization").map(OrganizationID.init(rawValue:)), limit: Self.pageSize)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: Resource.columns)
            var filter = filter
            while true {
                let page = try await house.resources.list(filter, as: workplace.caller)
                listing.add(page, object: \.object, cells: \.cells)
                guard page.count == Self.pageSize, let last = page.last else { break }
                filter.after = ResourcePosition(last)
            }
            listing.end()
        }
    }
}
