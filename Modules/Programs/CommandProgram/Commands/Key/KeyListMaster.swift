import CommandParsing
import Composition
import IdentityCore
import JSONText

struct KeyListMaster: Command {
    static let declaration = CommandDeclaration(
        path: ["key", "list-master"], summary: "Name the master keys, the current one first",
        details: """
            Ids only: a key itself is never shown. More than one means that a rotation is not finished; 'gatehouse key \
            rotate-master' finishes it.
            """,
        examples: [Example("gatehouse key list-master --data ./data", "before and after a rotation")])

    init(_ arguments: ParsedArguments) {}

    func run(in workplace: Workplace) async throws {
        let ids = try workplace.configuration().masterKeyIDs()
        var listing = Listing(workplace.answers, columns: [("ID", .left), ("CURRENT", .left)])
        listing.add(
            ids, object: { ["id": .string($0.rawValue), "current": .bool($0 == ids[0])] },
            cells: { [$0.rawValue, $0 == ids[0] ? "yes" : "no"] })
        listing.end()
    }
}
