import IdentityCore
import IdentityServices

/// The facts of a token under the names that clients of Keycloak know.
struct ClaimShape: TokenShaping {
    let realm: Realm
    /// Whether the user has just signed in.
    var isFresh = true

    var issuer: String { realm.issuer }
    var identityScope: String { "openid" }
    var offlineScope: String { "offline_access" }

    /// The clients whose roles are in the token; `account` is there for everybody.
    func audience(of facts: TokenFacts) -> [String] {
        Set(facts.roles.compactMap(\.client)).subtracting([facts.client.id]).sorted().map(\.rawValue) + ["account"]
    }

    func accessClaims(_ facts: TokenFacts) -> [String: ClaimValue] {
        var claims = identityClaims(facts)
        let realmRoles = facts.roles.filter { $0.client == nil }.sorted()
        claims["realm_access"] = .members(["roles": .list(realmRoles.map { .text($0.name) })])
        let ofClients = Dictionary(grouping: facts.roles.sorted()) { $0.client }
        let resources = ofClients.compactMap { client, roles -> (String, ClaimValue)? in
            client.map { ($0.rawValue, .members(["roles": .list(roles.map { .text($0.name) })])) }
        }
        if !resources.isEmpty { claims["resource_access"] = .members(Dictionary(uniqueKeysWithValues: resources)) }
        claims["allowed-origins"] = .list(WebOrigins.of(facts.client).map(ClaimValue.text))
        if facts.isServiceAccount {
            claims["client_id"] = .text(facts.client.id.rawValue)
            if let address = facts.origin.address {
                claims["clientHost"] = .text(address)
                claims["clientAddress"] = .text(address)
            }
        }
        return claims
    }

    func identityClaims(_ facts: TokenFacts) -> [String: ClaimValue] {
        var claims = UserClaims.of(facts.user)
        claims["acr"] = .text(isFresh ? "1" : "0")
        if let session = facts.session { claims["session_state"] = .text(session.id.description) }
        for mapper in facts.client.settings.mappers {
            guard let (name, value) = mapper.groups(facts.groupPaths) else { continue }
            claims[name] = value
        }
        return claims
    }

    /// OpenID Connect Core section 3.1.3.6: the left half.
    func binding(to digest: [UInt8]) -> (name: String, value: ClaimValue) {
        ("at_hash", .text(Base64URLText.encode(Array(digest.prefix(digest.count / 2)))))
    }
}

/// What the scopes `profile` and `email` tell of a user; both are granted to everybody (OpenID Connect Core section 5.4).
enum UserClaims {
    static func of(_ user: User) -> [String: ClaimValue] {
        var claims: [String: ClaimValue] = [
            "preferred_username": .text(user.login.display), "email_verified": .flag(user.isEmailVerified),
            "name": .text(user.displayName.display),
        ]
        if let name = user.givenName { claims["given_name"] = .text(name) }
        if let name = user.familyName { claims["family_name"] = .text(name) }
        if let email = user.email { claims["email"] = .text(email.display) }
        return claims
    }
}

extension ClaimMapper {
    /// The claim of a group membership mapper, `nil` for another mapper.
    fileprivate func groups(_ paths: [[String]]) -> (name: String, value: ClaimValue)? {
        guard kind == "oidc-group-membership-mapper", let name = settings["claim.name"], !name.isEmpty else {
            return nil
        }
        let isWhole = settings["full.path"].map { $0.lowercased() == "true" } ?? true
        let names = paths.map { isWhole ? "/" + $0.joined(separator: "/") : $0.last ?? "" }
        return (name, .list(names.map(ClaimValue.text)))
    }
}

/// Whose pages may read answers to a client.
enum WebOrigins {
    /// "+" stands for where the client's users are sent back to.
    static func of(_ client: Client) -> [String] {
        let named = client.settings.webOrigins
        let sent = named.contains("+") ? client.settings.redirectURIs.compactMap(origin) : []
        return Set(named.filter { $0 != "+" } + sent).sorted()
    }

    /// Scheme, host and port; `nil` for an address without a host (RFC 6454 section 4).
    static func origin(of address: String) -> String? {
        guard let mark = address.firstRange(of: "://") else { return nil }
        let host = address[mark.upperBound...].prefix { !"/?#".contains($0) }
        return host.isEmpty ? nil : String(address[..<mark.upperBound] + host)
    }
}
