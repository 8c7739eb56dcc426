import CommandParsing
import Composition
import FoundationEssentials
import IdentityCore
import IdentityServices

struct SessionList: Command {
    static let declaration = CommandDeclaration(
        path: ["session", "list"], summary: "List who is signed in, the newest first",
        details: "Sessions whose time is over are left out. With --json the list is one array with an element a line.",
        options: [
            .value("user", "USER", "only this user's: a login or an id"),
            .value("limit", "N", "at most so many", shownDefault: "all"),
        ],
        examples: [Example("gatehouse session list --user ada", "where ada is signed in")])

    private let user: UserSelector?
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        user = arguments.value("user").map(UserOptions.selector(_:))
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: SessionRow.columns)
            var rest = limit
            var logins: [UserID: String] = [:]
            let owner = try await workplace.id(of: user, in: house)
            var pages = house.sessions.pages(of: owner, as: workplace.caller)
            while rest > 0, let page = try await pages.next() {
                let shown = page.prefix(rest)
                for id in Set(shown.map(\.user)) where logins[id] == nil {
                    logins[id] = try await workplace.login(of: id, in: house)
                }
                listing.add(
                    shown.map { SessionRow(session: $0, login: logins[$0.user]) }, object: \.object, cells: \.cells)
                rest -= shown.count
            }
            listing.end()
        }
    }
}

extension Workplace {
    /// - Returns: `nil` when nobody was named.
    func id(of selector: UserSelector?, in house: House) async throws(ServiceError) -> UserID? {
        guard let selector else { return nil }
        return try await house.users.read(selector, as: caller).id
    }

    /// The login, or `nil` for a user who went meanwhile.
    fileprivate func login(of id: UserID, in house: House) async throws(ServiceError) -> String? {
        do throws(ServiceError) {
            return try await house.users.read(.id(id), as: caller).login.display
        } catch .notFound {
            return nil
        }
    }
}
