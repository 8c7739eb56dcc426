import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct Matrix: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["matrix"], summary: "Show who may do what: all enabled users, and the groups that grant something",
        details: """
            Written page by page, so that any number of users needs little memory. With --csv each right of Gatehouse is \
            a column that says how far it goes (server, organization or nothing), and everything else stands in the \
            last one.
            """,
        options: [.flag("csv", "comma-separated values with a header (RFC 4180)")],
        examples: [Example("gatehouse matrix --csv > matrix.csv", "for a spreadsheet")])

    private let asCSV: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        asCSV = arguments.flag("csv")
        guard !asCSV || !arguments.wantsJSON else { throw UsageError("give --csv or --json, not both") }
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: MatrixRow.columns)
            if asCSV { workplace.answers.write(MatrixRow.header) }
            var after: UserPosition?
            repeat {
                let page = try await house.authorization.matrix(
                    after: after, limit: Self.pageSize, as: workplace.caller)
                let rows = page.groups.map(MatrixRow.init) + page.users.map(MatrixRow.init)
                if asCSV {
                    workplace.answers.write(rows.map(\.record).joined())
                } else {
                    listing.add(rows, object: \.object, cells: \.cells)
                }
                after = page.next
            } while after != nil
            if !asCSV { listing.end() }
        }
    }
}
