import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct ClientCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["client", "create"], summary: "Create a client: a program that signs users in",
        details: """
            The id has 1 to 64 letters, digits and . _ - @ +; it is unique on the server and never changes. A client comes \
            by tokens in the ways named by --grant and in no other one. Unless --public is given it gets a random secret, \
            which gatehouse client secret shows.
            """,
        arguments: [Argument("ID", "names it for good")],
        options: [
            .value("name", "NAME", "for people to read", shownDefault: "the id"),
            .value("about", "TEXT", "what it is for"), .flag("disabled", "it may not sign users in yet"),
        ] + ClientSettingsOptions.options,
        examples: [
            Example("gatehouse client create reports --about 'the reports'", "an id and what it is for"),
            Example(
                "gatehouse client create web --grant authorization-code --grant refresh-token "
                    + "--redirect-uri https://app.example.org/callback", "signs users in on a page"),
        ])

    private let command: CreateClient

    init(_ arguments: ParsedArguments) throws(UsageError) {
        var settings = ClientSettings()
        try ClientSettingsOptions(arguments).apply(to: &settings)
        command = CreateClient(
            id: arguments.required("ID"), name: arguments.value("name"), about: arguments.value("about") ?? "",
            isEnabled: !arguments.flag("disabled"), settings: settings)
    }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(
            try await workplace.withHouse { try await $0.clients.create(command, as: workplace.caller) })
    }
}
