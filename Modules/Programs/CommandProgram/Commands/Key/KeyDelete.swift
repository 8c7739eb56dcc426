import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct KeyDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["key", "delete"], summary: "End an access key: its next request is refused",
        details: "Can't be undone. Asks first, unless --yes is given.", arguments: [KeyOptions.key],
        options: [.flag("yes", "do not ask; needed where there is no terminal")],
        examples: [Example("gatehouse key delete 019ab7c2-5c1e-7d2a-9f30-3c1d2e4f5a6b", "asks, then deletes")])

    private let id: AccessKeyID
    private let asks: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        id = try KeyOptions.id(arguments)
        asks = !arguments.flag("yes")
        guard !asks || Terminal.inputIsTerminal else { throw UsageError("no terminal to ask at; say --yes") }
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            let key = try await house.accessKeys.read(id, as: workplace.caller)
            if asks {
                guard try Terminal.confirms("Delete \(key.name) (\(key.prefix)…) for good? [y/N] ") else {
                    throw CommandFailure(.failed, "not confirmed; nothing was changed")
                }
            }
            try await house.accessKeys.delete(id, as: workplace.caller)
            workplace.answers.give(
                ["deleted": ["id": .string(id.description), "name": .string(key.name.display)]],
                text: Sheet.text([("deleted", key.name.display), ("id", id.description)]))
        }
    }
}
