import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

extension Client {
    /// What stands for it in a path.
    var pathID: String { key.uuidString.lowercased() }
}

/// Attributes of a client that mean something here.
enum ClientAttribute {
    static let device = "oauth2.device.authorization.grant.enabled"
    static let refresh = "use.refresh.tokens"
    static let exchange = "standard.token.exchange.enabled"
    static let postLogout = "post.logout.redirect.uris"
    /// Between the addresses of `postLogout`.
    static let postLogoutSeparator = "##"
    static let lifetime = "access.token.lifespan"
    static let known: Set<String> = [device, refresh, exchange, postLogout, lifetime]
}

/// A client on the wire. Its secret is no part of it: reading one is an act of its own here, which leaves a record.
enum ClientRepresentation {
    static let scheme = "openid-connect"
    /// The optional scope by which a client may go on while its users are away.
    static let offlineScope = "offline_access"

    static func write(_ client: Client) -> JSONObject {
        let settings = client.settings
        var object: JSONObject = [
            "id": .string(client.pathID), "clientId": .string(client.id.rawValue), "name": .string(client.name),
            "description": .string(client.about), "enabled": .bool(client.isEnabled),
            "publicClient": .bool(settings.isPublic), "bearerOnly": false, "consentRequired": false,
            "standardFlowEnabled": .bool(settings.grants.contains(.authorizationCode)), "implicitFlowEnabled": false,
            "directAccessGrantsEnabled": .bool(settings.grants.contains(.password)),
            "serviceAccountsEnabled": .bool(settings.grants.contains(.clientCredentials)),
            "redirectUris": .array(settings.redirectURIs.map(JSONValue.string)),
            "webOrigins": .array(settings.webOrigins.map(JSONValue.string)), "protocol": .string(scheme),
            "clientAuthenticatorType": "client-secret", "attributes": .object(attributes(settings)),
            "fullScopeAllowed": true,
            "optionalClientScopes": settings.grants.contains(.offlineAccess) ? [.string(offlineScope)] : [],
        ]
        if !settings.mappers.isEmpty {
            object["protocolMappers"] = .array(settings.mappers.map { .object(write($0)) })
        }
        return object
    }

    static func write(_ mapper: ClaimMapper) -> JSONObject {
        let config = mapper.settings.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        return [
            "id": .string(mapper.id.uuidString.lowercased()), "name": .string(mapper.name),
            "protocol": .string(scheme), "protocolMapper": .string(mapper.kind), "consentRequired": false,
            "config": .object(JSONObject(config)),
        ]
    }

    private static func attributes(_ settings: ClientSettings) -> JSONObject {
        var texts = settings.attributes
        texts[ClientAttribute.device] = "\(settings.grants.contains(.deviceCode))"
        texts[ClientAttribute.refresh] = "\(settings.grants.contains(.refreshToken))"
        texts[ClientAttribute.exchange] = "\(settings.grants.contains(.tokenExchange))"
        if !settings.postLogoutRedirectURIs.isEmpty {
            texts[ClientAttribute.postLogout] = settings.postLogoutRedirectURIs.joined(
                separator: ClientAttribute.postLogoutSeparator)
        }
        if let lifetime = settings.accessTokenLifetime { texts[ClientAttribute.lifetime] = "\(lifetime)" }
        return JSONObject(texts.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) })
    }
}
