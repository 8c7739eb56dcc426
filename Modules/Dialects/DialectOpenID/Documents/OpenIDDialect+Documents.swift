import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension OpenIDDialect {
    func documentEndpoints(_ table: inout EndpointTable) {
        let prefix = table.prefix, services = services
        table.on(.get, "/realms/{realm}", .open, "What the realm is", errors: .openID) {
            (input: OpenIDInput, _) async throws(ServiceError) in
            let realm = try await self.realm(input, at: prefix)
            let keys = try await services.tokens.publicKeys()
            var writer = JSONWriter()
            writer.object {
                $0.field("realm", realm.name)
                $0.field("public_key", keys.lazy.compactMap(KeyText.base64DER).first ?? "")
                $0.field("token-service", realm.openID)
                $0.field("account-service", "\(realm.issuer)/account")
                $0.field("tokens-not-before", 0)
            }
            return OpenIDAnswer(Self.open(writer.bytes))
        }
        table.on(
            .get, "/realms/{realm}/.well-known/openid-configuration", .open, "What is found where", errors: .openID
        ) { (input: OpenIDInput, _) async throws(ServiceError) in
            let realm = try await self.realm(input, at: prefix)
            let algorithms = try await services.tokens.publicKeys().map(\.algorithm)
            return OpenIDAnswer(Self.open(Discovery.document(of: realm, signing: algorithms).encoded()))
        }
        table.on(
            .get, "/realms/{realm}/protocol/openid-connect/certs", .open, "The keys that tokens are checked with",
            errors: .openID
        ) { (input: OpenIDInput, _) async throws(ServiceError) in
            _ = try await self.realm(input, at: prefix)
            let keys = try await services.tokens.publicKeys()
            let set: JSONValue = .object(["keys": .array(keys.map(KeyText.webKey))])
            return OpenIDAnswer(Self.open(set.encoded()))
        }
    }

    /// What everybody may read, pages of other sites included.
    private static func open(_ body: [UInt8]) -> HTTPResponse {
        HTTPResponse(
            status: 200,
            fields: [
                ("Content-Type", "application/json"), ("Cache-Control", "no-cache"),
                ("Access-Control-Allow-Origin", "*"),
            ], body: body)
    }
}
