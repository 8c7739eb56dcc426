package import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// RFC 6749 section 5.2, with the sentences that clients of Keycloak look for.
struct OAuthError: Sendable {
    let status: Int
    let error: String
    let description: String?

    init(_ status: Int, _ error: String, _ description: String? = nil) {
        self.status = status
        self.error = error
        self.description = description
    }

    var response: HTTPResponse {
        var writer = JSONWriter()
        writer.object {
            $0.field("error", error)
            if let description { $0.field("error_description", description) }
        }
        return HTTPResponse(status: status, fields: Self.fields, body: writer.bytes)
    }

    /// Nothing of these answers may be kept on the way (RFC 6749 section 5.1).
    static let fields = [
        (name: "Content-Type", value: "application/json"), (name: "Cache-Control", value: "no-store"),
        (name: "Pragma", value: "no-cache"),
    ]
}

extension OAuthError {
    init(_ refusal: GrantRefusal) {
        let client = "Invalid client or Invalid client credentials"
        switch refusal {
        case .unknownClient: self.init(401, "invalid_client", client)
        case .wrongClientSecret: self.init(401, "unauthorized_client", client)
        case .grantNotAllowed: self.init(400, "unauthorized_client", "Client not allowed for this grant")
        case .publicClient: self.init(403, "invalid_request", "Client not allowed.")
        case .scopeTooWide: self.init(400, "invalid_scope", "Invalid scopes")
        case .offlineNotAllowed: self.init(400, "invalid_scope", "Invalid scopes: offline_access")
        case .wrongCredentials: self.init(401, "invalid_grant", "Invalid user credentials")
        case .accountClosed: self.init(400, "invalid_grant", "Account disabled")
        case .passwordDue: self.init(400, "invalid_grant", "Account is not fully set up")
        case .notARefreshToken: self.init(400, "invalid_grant", "Invalid refresh token")
        case .tokenEnded: self.init(400, "invalid_grant", "Token is not active")
        case .sessionEnded: self.init(400, "invalid_grant", "Session not active")
        case .unknownCode: self.init(400, "invalid_grant", "Code not valid")
        case .wrongRedirectURI: self.init(400, "invalid_grant", "Incorrect redirect_uri")
        case .verifierMissing: self.init(400, "invalid_grant", "PKCE code verifier not specified")
        case .verifierWrong: self.init(400, "invalid_grant", "PKCE verification failed: Code mismatch")
        case .devicePending:
            self.init(400, "authorization_pending", "The authorization request is still pending")
        case .polledTooSoon: self.init(400, "slow_down", "Slow down")
        case .deviceExpired: self.init(400, "expired_token", "Device code is expired")
        case .deviceDenied: self.init(400, "access_denied", "The end user denied the authorization request")
        case .unknownDevice: self.init(400, "invalid_grant", "Device code not valid")
        case .subjectTokenNotGood: self.init(400, "invalid_token", "Invalid token")
        case .unknownAudience: self.init(400, "invalid_client", "Audience not found")
        case .exchangeNotAllowed: self.init(403, "access_denied", "Client not allowed to exchange")
        }
    }

    init(_ error: ServiceError, realm: String?) {
        switch error {
        case .invalidInput(let problems):
            self.init(400, "invalid_request", problems.first?.message ?? "The request can't be read.")
        case .unauthenticated: self.init(401, "invalid_token", "Token verification failed")
        case .forbidden: self.init(403, "access_denied", "Not allowed")
        case .notFound(.organization): self.init(404, "Realm does not exist")
        case .notFound, .alreadyExists, .conflict: self.init(400, "invalid_request", "There is no such thing here.")
        case .unsupported(let sentence): self.init(400, "invalid_request", sentence)
        case .limited: self.init(429, "temporarily_unavailable", "Too many attempts; try again later.")
        case .unavailable: self.init(503, "temporarily_unavailable", "Something this needs does not answer.")
        case .internalFailure(let incident): self.init(500, "server_error", "Incident \(incident).")
        }
    }

    init(_ problem: TransportProblem) {
        switch problem {
        case .routeNotFound: self.init(404, "HTTP 404 Not Found")
        case .methodNotAllowed: self.init(405, "HTTP 405 Method Not Allowed")
        case .malformedPath: self.init(400, "invalid_request", "The path can't be decoded.")
        case .malformedBody(let sentence): self.init(400, "invalid_request", sentence)
        case .unsupportedMediaType: self.init(415, "invalid_request", "The body has to be a form.")
        }
    }
}

extension ErrorStyle {
    package static let openID = ErrorStyle(
        service: { error, request in
            var response = OAuthError(error, realm: request.pathParameters.first).response
            switch error {
            case .unauthenticated: response.fields.append(bearerChallenge(request))
            case .limited(let seconds): response.fields.append(("Retry-After", "\(seconds)"))
            default: break
            }
            return response
        },
        transport: { problem, _ in
            var response = OAuthError(problem).response
            if case .methodNotAllowed(let allow) = problem { response.fields.append(("Allow", allow)) }
            return response
        })

    /// RFC 6750 section 3. Of the realm's name only what can stand between quotation marks.
    private static func bearerChallenge(_ request: HTTPRequest) -> (name: String, value: String) {
        let realm = (request.pathParameters.first ?? "").filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0))
        }
        return (
            "WWW-Authenticate",
            "Bearer realm=\"\(realm)\", error=\"invalid_token\", error_description=\"Token verification failed\""
        )
    }
}
