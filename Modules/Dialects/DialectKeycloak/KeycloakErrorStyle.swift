package import DialectKit
import HTTPCore
import IdentityCore
import JSONText

extension ErrorStyle {
    /// Keycloak's three shapes: `error` for what is missing or not allowed, `errorMessage` for what is in the way, and
    /// both words again with 501 for what is not served.
    package static let keycloak = keycloakStyle()

    /// - Parameter texts: what is said of a thing that is not there, where it differs from the usual words.
    static func keycloakStyle(notFound texts: [EntityKind: String] = [:]) -> ErrorStyle {
        ErrorStyle(
            service: { error, request in refusal(error, request, texts) },
            transport: { problem, _ in refusal(problem) })
    }

    private static let usual: [EntityKind: String] = [
        .user: "User not found", .group: "Could not find group by id", .role: "Could not find role",
        .client: "Could not find client", .organization: "Realm not found.", .source: "Could not find component",
        .credential: "Credential not found", .session: "Session not found", .tenant: "Realm not found.",
    ]

    private static func refusal(
        _ error: ServiceError, _ request: HTTPRequest, _ texts: [EntityKind: String]
    ) -> HTTPResponse {
        switch error {
        case .invalidInput(let problems): return invalid(problems)
        case .unauthenticated:
            return .keycloak(
                401, ["error": "HTTP 401 Unauthorized"], fields: [("WWW-Authenticate", "Bearer realm=\"gatehouse\"")])
        case .forbidden: return .keycloak(403, ["error": "HTTP 403 Forbidden"])
        case .notFound(let kind):
            return .keycloak(404, ["error": .string(texts[kind] ?? usual[kind] ?? "\(kind.rawValue) not found")])
        case .alreadyExists(let kind, let field):
            return .keycloak(409, ["errorMessage": .string(request.conflictText(kind, field: field))])
        case .conflict(let conflict): return .keycloak(409, ["errorMessage": .string(sentence(conflict))])
        case .unsupported(let sentence): return .keycloak(400, ["errorMessage": .string(sentence)])
        case .limited(let seconds):
            return .keycloak(429, ["error": "HTTP 429 Too Many Requests"], fields: [("Retry-After", "\(seconds)")])
        case .unavailable: return .keycloak(503, ["error": "HTTP 503 Service Unavailable"])
        case .internalFailure(let incident):
            return .keycloak(
                500, ["error": "unknown_error", "error_description": .string("Incident \(incident).")])
        }
    }

    private static func invalid(_ problems: [FieldProblem]) -> HTTPResponse {
        guard let first = problems.first else { return .keycloak(400, ["error": "unknown_error"]) }
        // A body of another type altogether, as Keycloak says it.
        if first.field == AdminRequest.wholeBody { return .keycloak(400, ["error": "unknown_error"]) }
        return .keycloak(400, ["errorMessage": .string(first.message), "field": .string(first.field)])
    }

    private static func sentence(_ conflict: Conflict) -> String {
        switch conflict {
        case .lastAdministrator: "The last administrator has to stay"
        case .alreadyInitialized: "There are users already"
        case .versionMoved: "Somebody else has changed it meanwhile"
        case .cycle: "A group can't stand above itself"
        case .tooDeep(let limit): "At most \(limit) groups stand above each other"
        case .notEmpty(let kind): "Remove every \(kind.rawValue) in it first"
        case .builtIn(let kind): "This \(kind.rawValue) belongs to the program and can't be changed or removed"
        case .lastOwner: "The last owner has to stay"
        case .archived(let kind): "This \(kind.rawValue) is archived"
        case .noSeat(let seats): "The licence has \(seats) seats, and all are taken"
        case .syncUnderWay: "The people of this provider are being brought in already"
        }
    }

    private static func refusal(_ problem: TransportProblem) -> HTTPResponse {
        switch problem {
        case .routeNotFound: .keycloak(404, ["error": "HTTP 404 Not Found"])
        case .methodNotAllowed(let allow):
            .keycloak(405, ["error": "HTTP 405 Method Not Allowed"], fields: [("Allow", allow)])
        case .malformedPath: .keycloak(400, ["error": "HTTP 400 Bad Request"])
        case .malformedBody(let sentence):
            .keycloak(400, ["error": "unknown_error", "error_description": .string(sentence)])
        case .unsupportedMediaType: .keycloak(415, ["error": "HTTP 415 Unsupported Media Type"])
        }
    }
}

extension HTTPRequest {
    /// What Keycloak says of two things that can't both be there; its words hold the name that was sent.
    fileprivate func conflictText(_ kind: EntityKind, field: String) -> String {
        let sent = (try? JSONParser.parse(body, options: .strict))?.objectValue
        let name = sent?["name"]?.stringValue ?? ""
        switch kind {
        case .user: return field == "email" ? "User exists with same email" : "User exists with same username"
        case .group:
            let isBelow = path.hasSuffix("/children") || sent?["parentId"]?.stringValue != nil
            return isBelow
                ? "Sibling group named '\(name)' already exists." : "Top level group named '\(name)' already exists."
        case .role: return "Role with name \(name) already exists"
        case .client: return "Client \(sent?["clientId"]?.stringValue ?? name) already exists"
        default: return "Conflict detected. See logs for details"
        }
    }
}
