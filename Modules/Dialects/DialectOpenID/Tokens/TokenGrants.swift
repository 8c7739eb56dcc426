import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// The token endpoint: one way to come by tokens, one method.
struct TokenGrants: Sendable {
    let services: Services
    let request: TokenRequest
    let realm: Realm

    private static let exchangeGrant = "urn:ietf:params:oauth:grant-type:token-exchange"
    private static let deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"

    private var tokens: TokenService { services.tokens }
    private var shape: ClaimShape { ClaimShape(realm: realm) }

    func answer() async throws -> HTTPResponse {
        switch request["grant_type"] {
        case nil: throw Self.missing("grant_type")
        case "password": try await password()
        case "client_credentials":
            Self.response(try await tokens.grant(scopes: onlineScopes(), toItself: request.proof, as: shape))
        case "refresh_token": try await refresh()
        case "authorization_code": try await code()
        case Self.deviceGrant: try await device()
        case Self.exchangeGrant: try await exchange()
        default: throw OAuthProblem(OAuthError(400, "unsupported_grant_type", "Unsupported grant_type"))
        }
    }

    /// Where nothing goes on while the user is away: a server may grant less than was asked for (RFC 6749 section 3.3).
    private func onlineScopes() throws(OAuthProblem) -> [String] {
        try request.scopes().filter { $0 != shape.offlineScope }
    }

    private func password() async throws -> HTTPResponse {
        guard let login = request["username"], let password = request.secret("password") else {
            return OAuthError(.wrongCredentials).response
        }
        let outcome = try await tokens.grant(
            login: login, password: password, scopes: request.scopes(), to: request.proof, as: shape)
        if case .refused(.grantNotAllowed) = outcome {
            return OAuthError(400, "unauthorized_client", "Client not allowed for direct access grants").response
        }
        return Self.response(outcome)
    }

    private func refresh() async throws -> HTTPResponse {
        guard let token = request.secret("refresh_token") else {
            throw OAuthProblem(OAuthError(400, "invalid_request", "No refresh token"))
        }
        let shape = ClaimShape(realm: realm, isFresh: false)
        let outcome = try await tokens.refresh(
            token, scopes: request.askedScopes(), for: request.proof, as: shape)
        if case .refused(.accountClosed) = outcome {
            return OAuthError(400, "invalid_grant", "User disabled").response
        }
        return Self.response(outcome)
    }

    private func code() async throws -> HTTPResponse {
        guard let code = request.secret("code") else { throw Self.missing("code", as: "Missing parameter: code") }
        return Self.response(
            try await tokens.redeem(
                CodeRedemptionRequest(
                    code: code, redirectURI: request["redirect_uri"], verifier: request["code_verifier"]),
                for: request.proof, as: shape))
    }

    private func device() async throws -> HTTPResponse {
        guard let code = request.secret("device_code") else {
            throw Self.missing("device_code", as: "Missing parameter: device_code")
        }
        return Self.response(try await tokens.poll(code, for: request.proof, as: shape))
    }

    private func exchange() async throws -> HTTPResponse {
        let kinds = "urn:ietf:params:oauth:token-type:"
        let wanted = request["requested_token_type"] ?? "\(kinds)refresh_token"
        guard ["access_token", "refresh_token"].contains(where: { wanted == kinds + $0 }) else {
            throw OAuthProblem(OAuthError(400, "invalid_request", "requested_token_type unsupported"))
        }
        // Without one the client would act by itself, which is not done here.
        guard let subject = request.secret("subject_token") else {
            return OAuthError(.exchangeNotAllowed).response
        }
        guard request["subject_token_type"].map({ $0 == "\(kinds)access_token" }) ?? true else {
            throw OAuthProblem(OAuthError(400, "invalid_request", "subject_token_type unsupported"))
        }
        guard request["subject_issuer"] == nil, request["requested_issuer"] == nil else {
            throw OAuthProblem(OAuthError(400, "invalid_request", "Tokens of other issuers are not exchanged"))
        }
        let outcome = try await tokens.exchange(
            TokenExchange(
                subjectToken: subject,
                requested: request["requested_subject"].map { UserID($0).map(UserSelector.id) ?? .login($0) },
                audience: request["audience"], scopes: onlineScopes(),
                wantsRefreshToken: wanted.hasSuffix("refresh_token")),
            for: request.proof, as: shape)
        return Self.response(outcome, issued: wanted)
    }

    func startDevice() async throws -> HTTPResponse {
        let start: DeviceStart
        switch try await tokens.startDevice(scopes: onlineScopes(), for: request.proof) {
        case .success(let started): start = started
        case .failure(let refusal): return OAuthError(refusal.refusal).response
        }
        var writer = JSONWriter()
        writer.object { writer in
            start.deviceCode.reveal { writer.field("device_code", $0) }
            writer.field("user_code", start.userCode)
            writer.field("verification_uri", "\(realm.issuer)/device")
            writer.field("verification_uri_complete", "\(realm.issuer)/device?user_code=\(start.userCode)")
            writer.field("expires_in", start.lifetime)
            writer.field("interval", start.interval)
        }
        return HTTPResponse(status: 200, fields: OAuthError.fields, body: writer.bytes)
    }

    private static func missing(_ name: String, as sentence: String? = nil) -> OAuthProblem {
        OAuthProblem(OAuthError(400, "invalid_request", sentence ?? "Missing form parameter: \(name)"))
    }

    private static func response(_ outcome: GrantOutcome, issued: String? = nil) -> HTTPResponse {
        switch outcome {
        case .refused(let refusal): OAuthError(refusal).response
        case .granted(let tokens):
            HTTPResponse(status: 200, fields: OAuthError.fields, body: body(tokens, issued: issued))
        }
    }

    private static func body(_ tokens: GrantedTokens, issued: String?) -> [UInt8] {
        var writer = JSONWriter(capacity: 4_096)
        writer.object { writer in
            tokens.access.reveal { writer.field("access_token", $0) }
            writer.field("expires_in", tokens.accessLifetime)
            writer.field("refresh_expires_in", tokens.refreshLifetime)
            tokens.refresh?.reveal { writer.field("refresh_token", $0) }
            writer.field("token_type", "Bearer")
            tokens.identity?.reveal { writer.field("id_token", $0) }
            writer.field("not-before-policy", 0)
            if let session = tokens.session { writer.field("session_state", session.description) }
            writer.field("scope", tokens.scopes.joined(separator: " "))
            if let issued { writer.field("issued_token_type", issued) }
        }
        return writer.bytes
    }
}
