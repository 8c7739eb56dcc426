import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct SecretSet: Command {
    static let declaration = CommandDeclaration(
        path: ["secret", "set"], summary: "Keep a secret for a user, in the place of an earlier one of that name",
        details: """
            The value is asked for at the terminal, or read from a file or standard input; one line end at its end is \
            left out. It is sealed for this user and name. Only the user reads it, over the HTTP API: no command shows \
            it, and no administrator gets at it.
            """,
        arguments: [UserOptions.user, SecretOptions.name],
        options: [
            SecretOptions.credential, SecretOrigin.option,
            .value("detail", "JSON", "what is no secret, an object such as {\"user\": \"ada\"}; lists show it"),
        ],
        examples: [
            Example("gatehouse secret set ada hub-token", "asks for it, twice"),
            Example(
                "gatehouse secret set ada 'pg://db/sales' --credential --value-file - < secret", "from standard input"),
        ])

    private let owner: SecretOwner
    private let name: String
    private let purpose: SealBinding.Purpose
    private let origin: SecretOrigin
    private let detail: String?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        owner = SecretOptions.owner(arguments)
        name = arguments.required("NAME")
        purpose = SecretOptions.purpose(arguments)
        origin = try SecretOrigin(arguments)
        detail = arguments.value("detail")
        if let detail {
            guard let value = try? JSONParser.parse(Array(detail.utf8), options: .strict), value.objectValue != nil
            else {
                throw UsageError("--detail is a JSON object, such as {\"user\": \"ada\"}")
            }
        }
    }

    func run(in workplace: Workplace) async throws {
        let secret = try origin.read()
        let command = KeepSecret(purpose: purpose, name: name, secret: secret, detail: detail)
        let item = try await workplace.withHouse {
            try await $0.secrets.put(command, of: owner, as: workplace.caller)
        }
        workplace.answers.give(item.object, text: item.sheet)
    }
}
