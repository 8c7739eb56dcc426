import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct SigningKeyRetire: Command {
    static let declaration = CommandDeclaration(
        path: ["signing-key", "retire"], summary: "Make everything void that an earlier key has signed",
        details: """
            At the next request nothing that the key has signed is good any more, whatever its overlap was. The current \
            key is not retired but replaced, with 'signing-key rotate --overlap 0s'.
            """,
        arguments: [Argument("KEY", "the id that 'signing-key list' shows")],
        examples: [
            Example(
                "gatehouse signing-key retire NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                "after a rotation with an overlap that turned out too long")
        ])

    private let id: SigningKeyID

    init(_ arguments: ParsedArguments) { id = SigningKeyID(rawValue: arguments.required("KEY")) }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(
            try await workplace.withHouse { try await $0.signingKeys.retire(id, as: workplace.caller) })
    }
}
