package import DialectKit
import HTTPCore
import IdentityCore
import JSONText

extension ErrorStyle {
    /// `{errorType, message, detailedMessage}`: the client makes one text of them, which is all that its callers see.
    package static let dataiku = ErrorStyle(
        service: { error, request in DataikuProblem(error, about: request.pathParameters.last).response },
        transport: { problem, _ in DataikuProblem(problem).response })
}

struct DataikuProblem {
    private static let notFound = "com.dataiku.dip.server.controllers.NotFoundException"
    private static let unauthorized = "com.dataiku.dip.exceptions.UnauthorizedException"
    private static let illegalArgument = "java.lang.IllegalArgumentException"
    private static let unavailable = "org.gatehouse.UnavailableException"

    let status: Int
    let errorType: String
    let message: String
    let detail: String
    private var fields: [(name: String, value: String)] = []

    private init(_ status: Int, _ errorType: String, _ message: String, detail: String? = nil) {
        self.status = status
        self.errorType = errorType
        self.message = message
        self.detail = detail ?? message
    }

    var response: HTTPResponse {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("errorType", errorType)
            writer.field("message", message)
            writer.field("detailedMessage", detail)
        }
        return HTTPResponse(
            status: status,
            fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")] + fields, body: writer.bytes)
    }

    /// - Parameter name: what was asked for, as the client named it.
    init(_ error: ServiceError, about name: String?) {
        let suffix = name.map { ": \($0)" } ?? ""
        switch error {
        case .invalidInput(let problems):
            self.init(400, Self.illegalArgument, problems.map(\.message).joined(separator: " "))
        case .unauthenticated:
            self.init(401, Self.unauthorized, "Authentication failed: no valid API key, ticket or token")
            fields = [("WWW-Authenticate", "Basic realm=\"gatehouse\"")]
        case .forbidden(let refusal): self.init(refusal)
        case .notFound(let kind):
            self.init(404, Self.notFound, "\(Self.noun(kind)) not found\(suffix)")
        case .alreadyExists(let kind, let field):
            self.init(
                409, Self.illegalArgument, "\(Self.noun(kind)) already exists\(suffix)",
                detail: "\(Self.noun(kind)) already exists\(suffix) (the \(field) is taken)")
        case .conflict(let conflict): self.init(409, Self.illegalArgument, Self.sentence(conflict))
        case .unsupported(let sentence): self.init(409, Self.illegalArgument, sentence)
        case .limited(let seconds):
            self.init(429, Self.unavailable, "Too many requests of this kind; try again in \(seconds) s")
            fields = [("Retry-After", "\(seconds)")]
        case .unavailable(let dependency):
            self.init(503, Self.unavailable, Self.sentence(dependency))
            fields = [("Retry-After", "5")]
        case .internalFailure(let incident):
            self.init(500, "org.gatehouse.InternalException", "Something went wrong on our side: incident \(incident)")
        }
    }

    init(_ problem: TransportProblem) {
        switch problem {
        case .routeNotFound: self.init(404, Self.notFound, "There is nothing at this path")
        case .methodNotAllowed(let allow):
            self.init(405, Self.illegalArgument, "This path takes \(allow)")
            fields = [("Allow", allow)]
        case .malformedPath: self.init(400, Self.illegalArgument, "The path can't be decoded")
        case .malformedBody(let sentence): self.init(400, Self.illegalArgument, sentence)
        case .unsupportedMediaType: self.init(415, Self.illegalArgument, "The body has to be JSON")
        }
    }

    private init(_ refusal: Refusal) {
        let sentence =
            switch refusal {
            case .missingRight(let right): "Action forbidden, you are not admin: it needs the right \(right.rawValue)"
            case .targetIsStronger: "Action forbidden, the account, group or key holds rights that you don't hold"
            case .passwordChangeRequired: "Action forbidden, the password has to be changed first"
            case .passwordExpiredAtSource: "Action forbidden, the password has to be changed first where it is kept"
            case .impersonating: "Action forbidden on behalf of somebody else: keys and secrets are the user's own"
            case .cannotImpersonate: "Action forbidden, you can't act as this user"
            case .ownAccount: "Action forbidden on one's own account"
            case .outlivesCaller: "Action forbidden, your own account ends before the end that you give"
            }
        self.init(403, Self.unauthorized, sentence)
    }

    private static func noun(_ kind: EntityKind) -> String {
        switch kind {
        case .accessKey: "API key"
        case .job: "Future"
        case .credential: "Connection"
        default: kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
        }
    }

    private static func sentence(_ conflict: Conflict) -> String {
        switch conflict {
        case .lastAdministrator: "The last administrator has to stay; make somebody else super-admin first"
        case .alreadyInitialized: "There are users already"
        case .versionMoved: "Somebody else has changed it meanwhile; read it again"
        case .cycle: "A group can't stand above itself"
        case .tooDeep(let limit): "More than \(limit) groups would stand above each other"
        case .notEmpty(let kind): "It still holds others: remove or move every \(kind.rawValue) first"
        case .builtIn(let kind): "This \(kind.rawValue) belongs to the program"
        case .lastOwner: "The last owner has to stay"
        case .archived(let kind): "The \(kind.rawValue) is archived"
        case .noSeat(let seats): "Every seat of the licence is taken (\(seats))"
        case .syncUnderWay(let source): "The people of \(source) are being brought in already"
        }
    }

    private static func sentence(_ dependency: Dependency) -> String {
        switch dependency {
        case .storage: "The database does not take this now"
        case .source(let id): "The user source \(id) does not answer"
        case .mail: "The mail was not taken by the mail server"
        }
    }
}
