import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension OpenIDDialect {
    func logoutEndpoints(_ table: inout EndpointTable) {
        let prefix = table.prefix, path = "/realms/{realm}/protocol/openid-connect/logout"
        table.on(.get, RoutePattern(path), .open, "Sign out in the browser", errors: .pages) {
            (input: OpenIDInput, _) async throws(ServiceError) in
            let visit = BrowserVisit(self, input, try await self.realm(input, at: prefix))
            return OpenIDAnswer(try await self.logout(visit, input.query))
        }
        table.on(.post, RoutePattern(path), .open, "Sign out by a refresh token", errors: .openID) {
            (input: OpenIDInput, _) async throws(ServiceError) in
            let realm = try await self.realm(input, at: prefix)
            guard input.form.filled("refresh_token") != nil || input.form.filled("id_token_hint") == nil else {
                return OpenIDAnswer(try await self.logout(BrowserVisit(self, input, realm), input.form))
            }
            return OpenIDAnswer(try await self.logout(input, in: realm))
        }
        table.on(.post, RoutePattern(path + "/logout-confirm"), .open, "The form that signs out", errors: .pages) {
            (input: OpenIDInput, _) async throws(ServiceError) in
            let visit = BrowserVisit(self, input, try await self.realm(input, at: prefix))
            guard visit.fields(.logout) != nil else {
                return OpenIDAnswer(BrowserVisit.notOurs.response(in: visit.realm))
            }
            if let caller = try await visit.caller() { try? await self.services.sessions.signOut(as: caller) }
            return OpenIDAnswer(self.signedOut(visit))
        }
    }

    /// A program signs its user out.
    private func logout(_ input: OpenIDInput, in realm: Realm) async throws(ServiceError) -> HTTPResponse {
        let request: TokenRequest
        do { request = try TokenRequest(input, realm: realm) } catch { return error.error.response }
        guard let token = request.secret("refresh_token") else {
            return OAuthError(400, "invalid_request", "No refresh token").response
        }
        switch try await services.tokens.signOut(refreshToken: token, for: request.proof) {
        case nil: return HTTPResponse(status: 204, fields: [("Cache-Control", "no-store")])
        case .some(let refusal): return OAuthError(refusal).response
        }
    }

    /// OpenID Connect RP-Initiated Logout 1.0: without proof of who is meant, the user is asked.
    private func logout(_ visit: BrowserVisit, _ parameters: FormFields) async throws(ServiceError) -> HTTPResponse {
        let realm = visit.realm
        let refused = Pages.message("This does not work", "Invalid redirect uri", status: 400).response(in: realm)
        guard parameters.repeatedName == nil else { return refused }
        var hint: TokenClaims?
        if let token = parameters.filled("id_token_hint") {
            hint = try await services.tokens.hint(Secret(token))
            guard hint?.issuer == realm.issuer else {
                return Pages.message("This does not work", "Invalid parameter: id_token_hint", status: 400)
                    .response(in: realm)
            }
        }
        let client = parameters.filled("client_id").map(ClientID.init(rawValue:))
        guard client == nil || hint == nil || client == hint?.client else { return refused }
        var address: String?
        if let asked = parameters.filled("post_logout_redirect_uri") {
            guard let of = hint?.client ?? client,
                try await services.tokens.mayReturn(to: asked, of: of, in: realm.organization)
            else { return refused }
            let state = parameters.filled("state").map { "state=\(PercentCoding.encode(segment: $0))" }
            address = asked + (state.map { (asked.contains("?") ? "&" : "?") + $0 } ?? "")
        }
        guard let hint else { return question(visit) }
        let wasOpen = try await services.tokens.signOut(hint: hint, from: visit.input.origin)
        // The token may tell of an offline session: whoever signs out does so in this browser, too. Somebody else who
        // sits at it stays.
        let browser = try await visit.caller(), isOthers = browser.map { $0.userID != hint.subject } ?? false
        // A token whose session has ended may have been found: it is no word of whoever has signed in here since.
        if browser != nil, !isOthers, !wasOpen { return question(visit) }
        if let browser, !isOthers { try? await services.sessions.signOut(as: browser) }
        var response =
            address.map { HTTPResponse(status: 302, fields: [("Location", $0), ("Cache-Control", "no-store")]) }
            ?? Pages.signedOut.response(in: realm)
        if !isOthers { response.fields.append(visit.cookies.clear(.session)) }
        return response
    }

    private func question(_ visit: BrowserVisit) -> HTTPResponse {
        let cookie = visit.formCookie()
        let action = visit.action(
            "protocol/openid-connect/logout/logout-confirm", .logout, cookie: cookie.value, fields: [])
        return Pages.logout(action: action).response(in: visit.realm, fields: cookie.fields)
    }

    private func signedOut(_ visit: BrowserVisit) -> HTTPResponse {
        Pages.signedOut.response(in: visit.realm, fields: [visit.cookies.clear(.session)])
    }
}
