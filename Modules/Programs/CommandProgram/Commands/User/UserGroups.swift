import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct UserGroups: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "groups"], summary: "List the groups a user is in, and how",
        arguments: [UserOptions.user],
        examples: [Example("gatehouse user groups ada", "inherited: through a group below")])

    private let selector: UserSelector

    init(_ arguments: ParsedArguments) { selector = UserOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        let groups = try await workplace.withHouse { try await $0.groups.groups(of: selector, as: workplace.caller) }
        var listing = Listing(workplace.answers, columns: UserGroup.columns)
        listing.add(groups, object: \.object, cells: \.cells)
        listing.end()
    }
}
