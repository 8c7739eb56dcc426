import DialectKit
import HTTPCore
import IdentityCore
import JSONText

extension ErrorStyle {
    /// `{"detail": …}`.
    static let mlte = ErrorStyle(
        service: { error, request in response(to: error, request) },
        transport: { problem, request in response(to: problem, request) })

    private static func response(to error: ServiceError, _ request: HTTPRequest) -> HTTPResponse {
        switch error {
        case .invalidInput(let problems): invalid(problems, request)
        case .unauthenticated: unauthenticated(request)
        case .forbidden(let refusal): .detail(403, sentence(refusal))
        case .notFound(let kind): .detail(404, Wording.notFound(kind, request.subject))
        case .alreadyExists(.user, "email"):
            .detail(409, Wording.exists(.user, request.jsonBody?["email"]?.stringValue ?? ""))
        case .alreadyExists(.group, _) where !request.path.hasSuffix("/group"):
            .detail(409, "A group with the name of one that comes with \(request.subject) already exists.")
        case .alreadyExists(let kind, _): .detail(409, Wording.exists(kind, request.subject))
        case .conflict(let conflict): .detail(409, sentence(conflict))
        case .unsupported(let text): .detail(400, text)
        case .limited(let seconds):
            .detail(429, "Too many attempts; try again later.", fields: [("Retry-After", "\(seconds)")])
        case .unavailable: .detail(503, "Not available right now; try again later.")
        case .internalFailure: .detail(500, "Internal server error.")
        }
    }

    /// Without a bearer token nobody spoke (RFC 6750 section 3), with a wrong one somebody did.
    private static func unauthenticated(_ request: HTTPRequest) -> HTTPResponse {
        let scheme = request.fields[single: "authorization"]?.prefix { $0 != " " }.lowercased()
        guard scheme == "bearer" || request.fields.count(of: "authorization") > 1 else {
            return .detail(401, "Not authenticated", fields: [("WWW-Authenticate", "Bearer")])
        }
        let challenge =
            #"Bearer error="invalid_token", error_description="The token is unknown, or it has ended.""#
        return .detail(401, "Unauthorized", fields: [("WWW-Authenticate", challenge)])
    }

    private static func sentence(_ refusal: Refusal) -> String {
        switch refusal {
        case .missingRight: Wording.notAllowed
        case .targetIsStronger: "\(Wording.notAllowed) It gives, or holds, more than the caller has."
        case .passwordChangeRequired: "The password is temporary: an own one has to be chosen first."
        case .passwordExpiredAtSource: "The password has expired where it is kept."
        case .impersonating: "Nobody changes passwords while acting as somebody else."
        case .cannotImpersonate: Wording.notAllowed
        case .ownAccount: "Whether an account is disabled, others decide."
        case .outlivesCaller: "The account would outlive the caller's own."
        }
    }

    private static func sentence(_ conflict: Conflict) -> String {
        switch conflict {
        case .lastAdministrator: "The last super-admin can't be deleted, disabled or made regular."
        case .noSeat(let seats): "The licence has \(seats) seats, and all are taken."
        case .notEmpty: "Other groups stand below this one."
        case .tooDeep(let limit): "Groups stand at most \(limit) above each other."
        case .versionMoved: "Somebody else changed it meanwhile."
        case .alreadyInitialized, .cycle, .builtIn, .lastOwner, .archived, .syncUnderWay: "That can't be done now."
        }
    }

    private static func response(to problem: TransportProblem, _ request: HTTPRequest) -> HTTPResponse {
        switch problem {
        case .routeNotFound: return request.withoutSlash ?? .detail(404, "Not Found")
        case .methodNotAllowed(let allow): return .detail(405, "Method Not Allowed", fields: [("Allow", allow)])
        case .malformedPath: return .detail(400, "The path can't be decoded.")
        case .unsupportedMediaType: return .detail(415, "The content type is not one of those that are read here.")
        case .malformedBody: return malformed(request)
        }
    }

    private static func malformed(_ request: HTTPRequest) -> HTTPResponse {
        guard let text = String(validating: request.body, as: UTF8.self) else {
            return .detail(400, "There was an error parsing the body")
        }
        guard request.saysJSON else { return .invalid([.noObject(.null, at: ["body"])]) }
        var place: Int64 = 0, message = "Expecting value"
        do throws(JSONSyntaxError) { _ = try JSONParser.parse(request.body, options: .strict) } catch {
            let before = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
                .prefix(error.line - 1).reduce(0) { $0 + $1.count + 1 }
            place = Int64(before + error.column - 1)
            message = error.message
        }
        return .invalid([
            ValidationItem(
                type: "json_invalid", place: ["body", .integer(place)], message: "JSON decode error", input: [:],
                context: ["error": .string(message)])
        ])
    }
}

extension HTTPRequest {
    /// To the same path without its last slash; `nil` for a path without one.
    fileprivate var withoutSlash: HTTPResponse? {
        guard path.hasSuffix("/"), path.utf8.count > 1 else { return nil }
        let place = path.dropLast() + (query.map { "?\($0)" } ?? "")
        return HTTPResponse(status: 307, fields: [("Location", String(place))])
    }
}
