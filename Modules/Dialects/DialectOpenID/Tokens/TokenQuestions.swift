import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// Introspection (RFC 7662) and revocation (RFC 7009).
struct TokenQuestions: Sendable {
    let services: Services
    let request: TokenRequest

    func introspect() async throws -> HTTPResponse {
        guard let token = request.secret("token") else {
            throw OAuthProblem(OAuthError(400, "invalid_request", "Token not provided"))
        }
        // Of a kind that is not made here.
        let isForeign = request["token_type_hint"] == "requesting_party_token"
        switch try await services.tokens.introspect(token, for: request.proof) {
        case .failure(let refusal): return OAuthError(refusal.refusal).response
        case .success(let found):
            let answer = isForeign ? nil : found.map(Self.claims)
            return HTTPResponse(
                status: 200, fields: OAuthError.fields,
                body: (answer ?? .object(["active": false])).encoded())
        }
    }

    func revoke() async throws -> HTTPResponse {
        guard let token = request.secret("token") else {
            throw OAuthProblem(OAuthError(400, "invalid_request", "Token not provided"))
        }
        switch try await services.tokens.revoke(token, for: request.proof) {
        case nil: return HTTPResponse(status: 200, fields: [("Cache-Control", "no-store")])
        case .wrongCredentials: return OAuthError(400, "invalid_token", "Unmatching clients").response
        case .some(let refusal): return OAuthError(refusal).response
        }
    }

    private static func claims(_ token: IntrospectedToken) -> JSONValue {
        let claims = token.claims
        var members = JSONObject()
        for (name, value) in claims.others.sorted(by: { $0.key < $1.key }) { members[name] = JSONValue(value) }
        members["family"] = nil
        members["exp"] = claims.expiresAt.map { .integer(Int64($0.timeIntervalSince1970)) }
        members["iat"] = .integer(Int64(claims.issuedAt.timeIntervalSince1970))
        members["jti"] = .string(claims.id.uuidString.lowercased())
        members["iss"] = .string(claims.issuer)
        members["aud"] =
            claims.audience.count == 1
            ? .string(claims.audience[0]) : .array(claims.audience.map(JSONValue.string))
        members["sub"] = .string(claims.subject.description)
        members["typ"] = .string(claims.kind == .access ? "Bearer" : claims.kind == .offline ? "Offline" : "Refresh")
        members["azp"] = .string(claims.client.rawValue)
        members["sid"] = claims.session.map { .string($0.description) }
        members["scope"] = .string(claims.scopes.joined(separator: " "))
        members["act"] = claims.actor.map { ["sub": .string($0.description)] }
        members["client_id"] = .string(claims.client.rawValue)
        members["username"] = .string(token.user.login.display)
        members["token_type"] = "Bearer"
        members["active"] = true
        return .object(members)
    }
}

extension JSONValue {
    init(_ claim: ClaimValue) {
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
