package import DialectKit
import HTTPCore
import IdentityCore
import JSONText

extension ErrorStyle {
    /// `{"detail": "one sentence"}`: the one member that Waii's clients read.
    package static let waii = ErrorStyle(
        service: { error, _ in WaiiProblem(error).response },
        transport: { problem, _ in WaiiProblem(problem).response })
}

private struct WaiiProblem {
    let status: Int
    let detail: String
    var fields: [(name: String, value: String)] = []

    init(_ status: Int, _ detail: String, fields: [(name: String, value: String)] = []) {
        self.status = status
        self.detail = detail
        self.fields = fields
    }

    var response: HTTPResponse {
        var writer = JSONWriter()
        writer.object { $0.field("detail", detail) }
        return HTTPResponse(
            status: status, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")] + fields,
            body: writer.bytes)
    }

    init(_ error: ServiceError) {
        switch error {
        case .invalidInput(let problems): self.init(400, problems.map(\.message).joined(separator: " "))
        case .unauthenticated:
            self.init(401, "The access key is missing or not accepted.", fields: [("WWW-Authenticate", "Bearer")])
        case .forbidden(let refusal): self.init(403, Self.sentence(refusal))
        case .notFound(let kind): self.init(404, "\(kind.noun) not found.")
        // Keys alone are told apart by name.
        case .alreadyExists(.accessKey, let field): self.init(400, "You have another access key of this \(field).")
        case .alreadyExists(let kind, let field): self.init(409, "\(kind.noun) already exists: the \(field) is taken.")
        case .conflict(let conflict): self.init(409, Self.sentence(conflict))
        case .unsupported(let sentence): self.init(409, sentence)
        case .limited(let seconds):
            self.init(429, "Too many requests; try again in \(seconds) s.", fields: [("Retry-After", "\(seconds)")])
        case .unavailable: self.init(503, "Not available now; try again later.", fields: [("Retry-After", "5")])
        case .internalFailure(let incident): self.init(500, "Something went wrong here; incident \(incident).")
        }
    }

    init(_ problem: TransportProblem) {
        switch problem {
        case .routeNotFound: self.init(404, "There is no such call.")
        case .methodNotAllowed(let allow): self.init(405, "This call is a \(allow).", fields: [("Allow", allow)])
        case .malformedPath: self.init(400, "The path can't be decoded.")
        case .malformedBody(let sentence): self.init(400, "The body can't be read: \(sentence)")
        case .unsupportedMediaType: self.init(415, "The body has to be JSON.")
        }
    }

    private static func sentence(_ refusal: Refusal) -> String {
        switch refusal {
        case .missingRight(let right): "You are not allowed to do this: it needs the right \(right.rawValue)."
        case .targetIsStronger: "You are not allowed to do this: it takes or gives more permissions than you have."
        case .passwordChangeRequired, .passwordExpiredAtSource: "The password has to be changed first."
        case .impersonating: "Not while impersonating: keys and secrets are the user's own."
        case .cannotImpersonate:
            "You can't impersonate this user: yourself, a closed account, or one with more permissions than you."
        case .ownAccount: "You can't do this to your own account."
        case .outlivesCaller: "Your own account ends before that."
        }
    }

    private static func sentence(_ conflict: Conflict) -> String {
        switch conflict {
        case .lastAdministrator: "The last super admin has to stay."
        case .alreadyInitialized: "There are users already."
        case .versionMoved: "Somebody else has changed it meanwhile."
        case .cycle: "A group can't stand above itself."
        case .tooDeep(let limit): "At most \(limit) groups stand above each other."
        case .notEmpty(let kind): "It is not empty: remove or move every \(kind.rawValue) first."
        case .builtIn(let kind): "This \(kind.rawValue) belongs to the server and can't be changed or removed."
        case .lastOwner: "The last owner has to stay."
        case .archived(let kind): "The \(kind.rawValue) is archived."
        case .noSeat(let seats): "The licence has \(seats) seats, and every one is taken."
        case .syncUnderWay(let source): "The people of \(source) are being brought in already."
        }
    }
}

extension EntityKind {
    fileprivate var noun: String {
        switch self {
        case .accessKey: "Access key"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }
}
