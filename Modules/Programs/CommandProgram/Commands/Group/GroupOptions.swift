import CommandParsing
import Composition
import FoundationEssentials
import IdentityCore
import IdentityServices

/// What several commands about groups take.
enum GroupOptions {
    /// How a group is named, wherever one is.
    static let spelling = "an id, or names from the top down like ops/linux; path:NAME is a path whatever it looks like"
    static let group = Argument("GROUP", spelling)

    static let grants: [Option] = [
        .value("about", "TEXT", "what the group is for"),
        .value("role", "ROLE", "what members hold", repeatable: true),
        .value("permission", "PERMISSION", "like model:read or model/m1:*", repeatable: true),
        .value(
            "external-group", "NAME", "a group of a directory or of a token whose people are members here",
            repeatable: true),
    ]

    static func selector(_ arguments: ParsedArguments) -> GroupSelector { GroupSelector(arguments.required("GROUP")) }
}

extension Workplace {
    /// Lists users page by page, as other lists name them.
    /// - Parameter page: the page of at most so many behind the position, and where the next one begins.
    func listUsers(
        atMost limit: Int, _ page: (House, UserPosition?, Int) async throws -> (users: [User], next: UserPosition?)
    ) async throws {
        try await withHouse { house in
            var listing = Listing(answers, columns: UserReferenceRow.columns)
            var after: UserPosition?, rest = limit
            while rest > 0 {
                let (users, next) = try await page(house, after, min(500, rest))
                listing.add(users, object: UserReferenceRow.object, cells: UserReferenceRow.cells)
                rest -= users.count
                guard let next else { break }
                after = next
            }
            listing.end()
        }
    }
}
