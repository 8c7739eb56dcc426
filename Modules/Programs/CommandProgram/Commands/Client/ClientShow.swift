import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct ClientShow: Command {
    static let declaration = CommandDeclaration(
        path: ["client", "show"], summary: "Show a client", arguments: [ClientOptions.id],
        examples: [Example("gatehouse client show sdk-client", "its name and when it was made")])

    private let id: ClientID

    init(_ arguments: ParsedArguments) { id = ClientID(rawValue: arguments.required("CLIENT")) }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(try await workplace.withHouse { try await $0.clients.read(id, as: workplace.caller) })
    }
}

/// What several commands about clients take.
enum ClientOptions {
    static let id = Argument("CLIENT", "the id of a client")
    static let version = Option.value("if-version", "N", "refuse when it is no longer at this version")
}
