import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct SigningKeyList: Command {
    static let declaration = CommandDeclaration(
        path: ["signing-key", "list"], summary: "List the keys that sign tokens, the current one first",
        details: """
            The current key signs. Those that verify sign no more, and what they have signed is good until the moment \
            that is shown. What a retired key has signed is good no more. Before the first token there is no key.
            """,
        examples: [Example("gatehouse signing-key list", "which key signs, and which are on their way out")])

    init(_ arguments: ParsedArguments) {}

    func run(in workplace: Workplace) async throws {
        let keys = try await workplace.withHouse { try await $0.signingKeys.list(as: workplace.caller) }
        var listing = Listing(workplace.answers, columns: ListedSigningKey.columns)
        listing.add(keys, object: \.object, cells: \.cells)
        listing.end()
    }
}
