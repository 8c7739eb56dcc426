import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct SecretList: Command {
    private static let pageSize = 100

    static let declaration = CommandDeclaration(
        path: ["secret", "list"], summary: "List what is kept for a user, without the values",
        details: """
            Names and details only. There is no way to read a value here: only the user gets at it, over the HTTP API. \
            With --json the list is one array with an element a line.
            """,
        arguments: [UserOptions.user], options: [SecretOptions.credential],
        examples: [
            Example("gatehouse secret list ada", "the names of ada's secrets"),
            Example("gatehouse secret list ada --credential", "the connections for which ada left a credential"),
        ])

    private let owner: SecretOwner
    private let purpose: SealBinding.Purpose

    init(_ arguments: ParsedArguments) {
        owner = SecretOptions.owner(arguments)
        purpose = SecretOptions.purpose(arguments)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: SealedItem.columns)
            var after: String?
            while true {
                let page = try await house.secrets.list(
                    purpose, of: owner, after: after, limit: Self.pageSize, as: workplace.caller)
                listing.add(page, object: \.object, cells: \.cells)
                guard page.count == Self.pageSize, let last = page.last else { break }
                after = last.binding.name
            }
            listing.end()
        }
    }
}
