import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct InviteList: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["invite", "list"], summary: "List invitations, the newest first",
        details: """
            MAIL says what became of the mail; INVITED and ENDS are times in UTC. With --json the list is one array \
            with an element a line.
            """,
        options: [
            .value("state", "STATE", "only those that are so now", .oneOf(InvitationState.allCases.map(\.rawValue))),
            .value("organization", "NAME", "only those into this organization"),
            .value("limit", "N", "at most so many", shownDefault: "all"),
        ],
        examples: [Example("gatehouse invite list --state expired", "who did not come in time")])

    private let state: InvitationState?
    private let organization: OrganizationID?
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        state = arguments.value("state").flatMap(InvitationState.init(rawValue:))
        organization = arguments.value("organization").map(OrganizationID.init(rawValue:))
        limit = try arguments.integer("limit", in: 1...Int.max) ?? .max
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: Invitation.columns)
            var after: InvitationPosition?, rest = limit
            let now = SystemClock().now()
            while rest > 0 {
                let size = min(Self.pageSize, rest)
                let page = try await house.invitations.list(
                    state, in: organization, after: after, limit: size, as: workplace.caller)
                listing.add(page, object: \.object, cells: { $0.cells(at: now) })
                rest -= page.count
                guard page.count == size, let last = page.last else { break }
                after = InvitationPosition(last)
            }
            listing.end()
        }
    }
}
