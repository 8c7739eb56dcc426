import DialectKit
import HTTPCore
import IdentityCore
import JSONText

extension ErrorStyle {
    /// Of the token endpoint (RFC 6749 section 5.2). Whatever is wrong with name or password is answered alike.
    static let mlteToken = ErrorStyle(
        service: { error, request in
            switch error {
            case .unauthenticated, .invalidInput: .token("invalid_grant", Wording.wrongPassword)
            case .forbidden(.passwordExpiredAtSource):
                .token("invalid_grant", "The password has expired where it is kept; choose another one there.")
            case .limited(let seconds):
                .token(
                    "temporarily_unavailable", "Too many attempts; try again later.", status: 429,
                    fields: [("Retry-After", "\(seconds)")])
            case .unavailable, .internalFailure, .conflict:
                .token("temporarily_unavailable", "Not available right now; try again later.", status: 503)
            case .forbidden, .notFound, .alreadyExists, .unsupported: .token("invalid_request", "User can't sign in.")
            }
        },
        transport: { problem, request in
            switch problem {
            case .malformedBody, .unsupportedMediaType: TokenInput.noForm
            case .routeNotFound, .methodNotAllowed, .malformedPath: ErrorStyle.mlte.transport(problem, request)
            }
        })
}

extension HTTPResponse {
    static func token(
        _ error: String, _ description: String, status: Int = 400, fields: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        var response = json(status) { writer in
            writer.field("error", error)
            writer.field("error_description", description)
        }
        response.fields = [
            ("Content-Type", "application/json;charset=UTF-8"), ("Cache-Control", "no-store"), ("Pragma", "no-cache"),
        ]
        response.fields += fields
        return response
    }
}
