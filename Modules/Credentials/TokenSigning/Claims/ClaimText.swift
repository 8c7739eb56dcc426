import Cryptography
import FoundationEssentials
import IdentityCore
import JOSE
import JSONText

/// The claims of a token as JSON: the names of RFC 7519 and OpenID Connect, and for the kind those that clients of
/// Keycloak know.
enum ClaimText {
    private static let kinds: [(kind: TokenClaims.Kind, name: String)] = [
        (.access, "Bearer"), (.refresh, "Refresh"), (.offline, "Offline"), (.identity, "ID"),
    ]
    /// What `others` can't take the place of.
    private static let own: Set<String> = [
        "exp", "iat", "nbf", "auth_time", "jti", "iss", "aud", "sub", "typ", "azp", "nonce", "sid", "scope", "act",
    ]

    static func encode(_ claims: TokenClaims) -> [UInt8] {
        var writer = JSONWriter(capacity: 1_024)
        writer.object {
            if let end = claims.expiresAt { $0.field("exp", NumericDate.value(end)) }
            $0.field("iat", NumericDate.value(claims.issuedAt))
            if let moment = claims.signedInAt { $0.field("auth_time", NumericDate.value(moment)) }
            $0.field("jti", claims.id.uuidString.lowercased())
            $0.field("iss", claims.issuer)
            // A single one as a text (RFC 7519 section 4.1.3).
            if claims.audience.count == 1 {
                $0.field("aud", claims.audience[0])
            } else if !claims.audience.isEmpty {
                $0.array("aud") { for name in claims.audience { $0.value(name) } }
            }
            $0.field("sub", claims.subject.description)
            for entry in kinds where entry.kind == claims.kind { $0.field("typ", entry.name) }
            $0.field("azp", claims.client.rawValue)
            if let nonce = claims.nonce { $0.field("nonce", nonce) }
            if let session = claims.session { $0.field("sid", session.description) }
            if !claims.scopes.isEmpty { $0.field("scope", claims.scopes.joined(separator: " ")) }
            if let actor = claims.actor { $0.object("act") { $0.field("sub", actor.description) } }
            for (name, value) in claims.others.sorted(by: { $0.key < $1.key }) where !own.contains(name) {
                $0.field(named: name, JSONValue(value))
            }
        }
        return writer.bytes
    }

    /// - Returns: `nil` for claims that no token of ours has.
    static func decode(_ object: JSONObject) -> TokenClaims? {
        guard let times = try? TokenTimes(object), let issuedAt = times.issuedAt,
            let kind = kinds.first(where: { .string($0.name) == object["typ"] })?.kind,
            times.expiresAt != nil || kind == .offline,
            let id = object["jti"]?.stringValue.flatMap(UUID.init(uuidString:)),
            let issuer = object["iss"]?.stringValue,
            let subject = object["sub"]?.stringValue.flatMap(UserID.init),
            let client = object["azp"]?.stringValue,
            let signedInAt = optional(object["auth_time"], NumericDate.date),
            let session = optional(object["sid"], { $0.stringValue.flatMap(SessionID.init) }),
            let actor = optional(object["act"]?.objectValue?["sub"], { $0.stringValue.flatMap(UserID.init) })
        else { return nil }
        return TokenClaims(
            kind, id: id, issuer: issuer, subject: subject, audience: audience(object["aud"]),
            client: ClientID(rawValue: client), session: session, issuedAt: issuedAt, expiresAt: times.expiresAt,
            signedInAt: signedInAt,
            scopes: object["scope"]?.stringValue?.split(separator: " ").map(String.init) ?? [], actor: actor,
            nonce: object["nonce"]?.stringValue,
            others: Dictionary(
                uniqueKeysWithValues: object.members.filter { !own.contains($0.key) }.compactMap { member in
                    ClaimValue(member.value).map { (member.key, $0) }
                }))
    }

    /// - Returns: `nil` for a value that is there and can't be read; a `nil` inside for none.
    private static func optional<Value>(_ value: JSONValue?, _ read: (JSONValue) -> Value?) -> Value?? {
        guard let value else { return .some(nil) }
        return read(value).map(Optional.some)
    }

    private static func audience(_ value: JSONValue?) -> [String] {
        switch value {
        case .string(let name): [name]
        case .array(let names): names.compactMap(\.stringValue)
        default: []
        }
    }
}

extension JSONValue {
    fileprivate init(_ claim: ClaimValue) {
        switch claim {
        case .text(let text): self = .string(text)
        case .number(let number): self = .integer(Int64(number))
        case .flag(let flag): self = .bool(flag)
        case .list(let list): self = .array(list.map(JSONValue.init))
        case .members(let members):
            self = .object(JSONObject(members.sorted { $0.key < $1.key }.map { ($0.key, JSONValue($0.value)) }))
        }
    }
}

extension ClaimValue {
    /// - Returns: `nil` for what is never written: `null` and numbers with a fraction.
    fileprivate init?(_ value: JSONValue) {
        switch value {
        case .string(let text): self = .text(text)
        case .integer(let number): self = .number(Int(number))
        case .bool(let flag): self = .flag(flag)
        case .array(let list): self = .list(list.compactMap(ClaimValue.init))
        case .object(let object):
            self = .members(
                Dictionary(
                    uniqueKeysWithValues: object.members.compactMap { member in
                        ClaimValue(member.value).map { (member.key, $0) }
                    }))
        case .null, .number: return nil
        }
    }
}
