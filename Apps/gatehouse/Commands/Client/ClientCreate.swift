import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct ClientCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["client", "create"], summary: "Create a client: a program that signs users in",
        details: "The id has 1 to 64 letters, digits and . _ - @ +; it is unique on the server and never changes.",
        arguments: [Argument("ID", "names it for good")],
        options: [
            .value("name", "NAME", "for people to read", shownDefault: "the id"),
            .value("about", "TEXT", "what it is for"), .flag("disabled", "it may not sign users in yet"),
        ],
        examples: [Example("gatehouse client create sdk-client --about 'the SDK'", "an id and what it is for")])

    private let command: CreateClient

    init(_ arguments: ParsedArguments) {
        command = CreateClient(
            id: arguments.required("ID"), name: arguments.value("name"), about: arguments.value("about") ?? "",
            isEnabled: !arguments.flag("disabled"))
    }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(
            try await workplace.withHouse { try await $0.clients.create(command, as: workplace.caller) })
    }
}
