import CommandParsing
import Composition
import EventLog
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText
import StorageSQLite

struct AccessTokenCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["access-token"], summary: "Sign somebody in, and give the session's token and a signed one out of it",
        options: [
            .value("data", "DIR", "the data folder", required: true, .folder),
            .value("login", "NAME", "who signs in", required: true),
            .value("password", "TEXT", "with it", required: true),
            .value("issuer", "URL", "what the server takes for its own address", required: true),
        ])

    private static let client = ClientID(rawValue: "bench")

    private let folder: DataFolder
    private let login: String
    private let password: Secret
    private let issuer: String

    init(_ arguments: ParsedArguments) {
        folder = DataFolder(arguments.required("data"))
        login = arguments.required("login")
        password = Secret(arguments.required("password"))
        issuer = arguments.required("issuer")
    }

    func run(in context: Void) async throws {
        let log = EventLog(minimum: .warning)
        defer { log.close() }
        let house = try await House.open(try ConfigurationFile.load(folder.configurationFile), log: log)
        let given = await Result { try await give(house) }
        await house.close()
        ResultLine.write(try given.get())
    }

    private func give(_ house: House) async throws -> JSONObject {
        if try await house.storage.read(.point, { try $0.clients.find(Self.client) }) == nil {
            _ = try await house.clients.create(CreateClient(id: Self.client.rawValue), as: Caller(.operator("bench")))
        }
        let issued = try await house.signIn.signIn(login: login, password: password, from: .local)
        let claims = SampleClaims.claims(of: issued.account.user.id, session: issued.session.id, issuer: issuer)
        let token = try await house.tokenSigning.sign(claims)
        return [
            "session": .string(issued.token.reveal { $0 }), "access": .string(token.reveal { $0 }),
        ]
    }
}
