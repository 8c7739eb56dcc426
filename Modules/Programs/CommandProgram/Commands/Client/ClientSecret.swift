import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct ClientSecretShow: Command {
    static let declaration = CommandDeclaration(
        path: ["client", "secret"], summary: "Show the secret of a client",
        details: "The audit records that it was read.", arguments: [ClientOptions.id],
        examples: [Example("gatehouse client secret api-client", "what the program proves itself with")])

    private let id: ClientID

    init(_ arguments: ParsedArguments) { id = ClientID(rawValue: arguments.required("CLIENT")) }

    func run(in workplace: Workplace) async throws {
        let secret = try await workplace.withHouse { try await $0.clients.secret(of: id, as: workplace.caller) }
        guard let secret else { throw ServiceError.unsupported("This client has no secret.") }
        workplace.give(secret, of: id)
    }
}

struct ClientRotateSecret: Command {
    static let declaration = CommandDeclaration(
        path: ["client", "rotate-secret"], summary: "Give a client a new secret, and show it",
        details: "The old secret is worth nothing from then on.", arguments: [ClientOptions.id],
        examples: [Example("gatehouse client rotate-secret api-client", "the program needs the new one at once")])

    private let id: ClientID

    init(_ arguments: ParsedArguments) { id = ClientID(rawValue: arguments.required("CLIENT")) }

    func run(in workplace: Workplace) async throws {
        let secret = try await workplace.withHouse {
            try await $0.clients.renewSecret(of: id, as: workplace.caller)
        }
        workplace.give(secret, of: id)
    }
}

extension Workplace {
    fileprivate func give(_ secret: Secret, of client: ClientID) {
        secret.reveal { text in
            answers.give(["id": .string(client.rawValue), "secret": .string(text)], text: text)
        }
    }
}
