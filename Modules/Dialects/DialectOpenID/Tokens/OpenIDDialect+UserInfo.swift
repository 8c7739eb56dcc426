import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension OpenIDDialect {
    func userInfoEndpoints(_ table: inout EndpointTable) {
        let prefix = table.prefix, path: RoutePattern = "/realms/{realm}/protocol/openid-connect/userinfo"
        for method in [HTTPMethod.get, .post] {
            table.on(method, path, .signedIn, "Who has signed in", errors: .openID) {
                (input: OpenIDInput, caller) async throws(ServiceError) in
                OpenIDAnswer(try await self.userInfo(input, at: prefix, as: caller))
            }
        }
        table.on(.options, path, .open, "May a page of another site ask", errors: .openID) {
            (input: OpenIDInput, _) async throws(ServiceError) in OpenIDAnswer(CrossOrigin.preflight(input.request))
        }
    }

    /// OpenID Connect Core section 5.3.
    private func userInfo(
        _ input: OpenIDInput, at prefix: String, as caller: Caller
    ) async throws(ServiceError) -> HTTPResponse {
        let realm = try await realm(input, at: prefix)
        let token = try services.tokens.claims(as: caller)
        guard token.user.organization == realm.organization else { throw .unauthenticated }
        guard token.claims.scopes.contains("openid") else {
            var response = OAuthError(403, "insufficient_scope", "Missing openid scope").response
            response.fields.append(
                (
                    "WWW-Authenticate",
                    "Bearer realm=\"\(realm.name)\", error=\"insufficient_scope\", "
                        + "error_description=\"Missing openid scope\""
                ))
            return response
        }
        var members: JSONObject = ["sub": .string(token.user.id.description)]
        for (name, value) in UserClaims.of(token.user).sorted(by: { $0.key < $1.key }) {
            members[name] = JSONValue(value)
        }
        var response = HTTPResponse(
            status: 200, fields: OAuthError.fields, body: JSONValue.object(members).encoded())
        if let origin = input.request.fields[single: "origin"] {
            let allowed = try await services.tokens.webOrigins(
                of: token.claims.client, in: realm.organization, from: WebOrigins.of)
            response.fields += CrossOrigin.fields(for: origin, allowed: allowed)
        }
        return response
    }

    /// What the discovery document has to name, and is not done here.
    func unsupportedEndpoints(_ table: inout EndpointTable) {
        let openID = "/realms/{realm}/protocol/openid-connect"
        for (method, path) in [
            (HTTPMethod.get, "\(openID)/login-status-iframe.html"), (.post, "\(openID)/ext/ciba/auth"),
            (.post, "\(openID)/ext/par/request"), (.post, "/realms/{realm}/clients-registrations/openid-connect"),
        ] {
            table.on(method, RoutePattern(path), .open, "Not done here: 501", errors: .openID) {
                (_: OpenIDInput, _) async throws(ServiceError) in
                OpenIDAnswer(OAuthError(501, "unsupported", "This server does not do this.").response)
            }
        }
    }
}
