import CommandParsing
import Composition
import FoundationEssentials
import IdentityCore
import IdentityServices

struct KeyRotate: Command {
    static let declaration = CommandDeclaration(
        path: ["key", "rotate"], summary: "Give an access key a new token, and show it once",
        details: """
            The old token ends at once, or after --overlap, so that programs can be moved over one by one. As somebody \
            else than the owner is handed the new token, the key of a user gets at neither keys nor secrets of its \
            owner from then on.
            """,
        arguments: [KeyOptions.key],
        options: [
            .value("overlap", "TIME", "how long the old token stays good, such as 24h; 30d at most", shownDefault: "0s")
        ],
        examples: [
            Example("gatehouse key rotate 019ab7c2-5c1e-7d2a-9f30-3c1d2e4f5a6b --overlap 24h", "a day to move over")
        ])

    private let id: AccessKeyID
    private let overlap: TimeInterval

    init(_ arguments: ParsedArguments) throws(UsageError) {
        id = try KeyOptions.id(arguments)
        overlap = try KeyOptions.seconds("overlap", arguments) ?? 0
    }

    func run(in workplace: Workplace) async throws {
        let issued = try await workplace.withHouse {
            try await $0.accessKeys.rotate(id, overlap: overlap, as: workplace.caller)
        }
        workplace.give(issued)
    }
}
