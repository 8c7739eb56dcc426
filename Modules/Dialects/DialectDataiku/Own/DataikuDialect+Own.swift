import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension DataikuDialect {
    /// The caller's own account.
    func ownEndpoints(_ table: inout EndpointTable) {
        let accounts = services.accounts, secrets = services.secrets, clock = services.clock, sources = sources
        table.on(.get, "/current-user", .signedIn, "Read one's own settings", errors: .dataiku) {
            (_: NoInput, caller) async throws(ServiceError) in
            let sheet = try await accounts.readOwn(as: caller)
            return JSONAnswer(object: UserSettings.object(sheet, of: sources, at: clock.now(), isOwn: true))
        }
        table.on(.put, "/current-user", .signedIn, "Save one's own settings", errors: .dataiku) {
            (input: NewUserInput, caller) async throws(ServiceError) in
            for _ in 0..<8 {
                let sheet = try await accounts.readOwn(as: caller)
                let change = try input.document.ownChange(of: sheet)
                if try await accounts.saveOwn(change, as: caller) { return JSONAnswer(message: "Edited own settings") }
            }
            throw .limited(retryAfterSeconds: 1)
        }
        table.on(.get, "/connections/{connection}/info", .signedIn, "One's own credential", errors: .dataiku) {
            (input: ConnectionInput, caller) async throws(ServiceError) in
            let revealed = try await secrets.reveal(input.connection, .connectionCredential, as: caller)
            let credential = WireCredential.revealed(revealed)
            var info: JSONObject = [
                "name": .string(input.connection), "type": credential["type"] ?? .null,
                "credentialsMode": "PER_USER", "params": [:], "resolvedParams": [:],
            ]
            if let user = credential["user"], let password = credential["password"] {
                info["resolvedBasicCredential"] = ["user": user, "password": password]
            }
            return JSONAnswer(object: info)
        }
    }
}

/// The key of a connection, which may hold anything.
struct ConnectionParameter: PathParameter {
    let key: String

    init?(pathSegment: String) { key = pathSegment }
}

struct ConnectionInput: EndpointInput {
    static let description = InputDescription(
        path: [ParameterDescription("connection", .string, "The key of the connection.")], passesOverUnknown: true)
    let connection: String

    init(reading request: inout RequestReader) throws(ServiceError) {
        connection = try request.path(as: ConnectionParameter.self, kind: .credential).key
    }
}
