import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct SigningKeyRotate: Command {
    static let declaration = CommandDeclaration(
        path: ["signing-key", "rotate"], summary: "Put a new key for signing tokens in the place of the current one",
        details: """
            A running server signs with the new key from its next token on. Tokens of the earlier key stay good for \
            --overlap, so that nobody is signed out: choose it longer than any token lives. With --overlap 0s they end \
            at once; that is for a key that somebody else may have.
            """,
        options: [
            .value("algorithm", "NAME", "RS256, ES256 or EdDSA", shownDefault: "that of the current key, or RS256"),
            .value("overlap", "TIME", "how long tokens of the earlier key stay good; 90d at most", shownDefault: "24h"),
        ],
        examples: [
            Example("gatehouse signing-key rotate", "now and then; nobody notices"),
            Example("gatehouse signing-key rotate --algorithm ES256", "shorter tokens that are signed faster"),
            Example("gatehouse signing-key rotate --overlap 0s", "every token of the old key is void at once"),
        ])

    private let algorithm: SigningAlgorithm?
    private let overlap: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let name = arguments.value("algorithm")
        algorithm = name.flatMap(SigningAlgorithm.init(rawValue:))
        if name != nil, algorithm == nil {
            let names = SigningAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("--algorithm is one of \(names)")
        }
        overlap = try KeyOptions.seconds("overlap", arguments).map { Int($0) } ?? SigningKeyService.defaultOverlap
    }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(
            try await workplace.withHouse {
                try await $0.signingKeys.rotate(to: algorithm, overlap: overlap, as: workplace.caller)
            })
    }
}
