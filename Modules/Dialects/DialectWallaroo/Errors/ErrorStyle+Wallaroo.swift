package import DialectKit
import HTTPCore
import IdentityCore
import JSONText

extension ErrorStyle {
    /// `{"msg", "code"}`. The SDK shows the message of 400, 401 and 500, and takes every other status for no answer at all:
    /// so a refusal is 400 whatever its reason.
    package static let wallaroo = ErrorStyle(
        service: { error, _ in WallarooProblem(error).response },
        transport: { problem, _ in WallarooProblem(problem).response })

    /// The same, where 403 says that every seat is taken.
    static let invitation = ErrorStyle(
        service: { error, _ in
            var problem = WallarooProblem(error)
            if case .conflict(.noSeat) = error { problem.status = 403 }
            return problem.response
        }, transport: ErrorStyle.wallaroo.transport)
}

struct WallarooProblem {
    var status: Int
    let sentence: String
    private var fields: [(name: String, value: String)] = []

    private init(_ status: Int, _ sentence: String, fields: [(name: String, value: String)] = []) {
        self.status = status
        self.sentence = sentence
        self.fields = fields
    }

    var response: HTTPResponse {
        var writer = JSONWriter(capacity: 128)
        writer.object { writer in
            writer.field("msg", "\(title): \(sentence)")
            writer.field("code", status)
        }
        return .json(writer, status: status, more: fields)
    }

    private var title: String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        default: "Internal Server Error"
        }
    }

    init(_ problem: TransportProblem) {
        switch problem {
        case .routeNotFound: self.init(404, "there is nothing at this path")
        case .methodNotAllowed(let allow): self.init(405, "this path takes \(allow)", fields: [("Allow", allow)])
        case .malformedPath: self.init(400, "the path can't be decoded")
        case .malformedBody(let sentence): self.init(400, sentence)
        case .unsupportedMediaType: self.init(400, "the body has to be JSON")
        }
    }

    init(_ error: ServiceError) {
        switch error {
        case .invalidInput(let problems): self.init(400, problems.map(\.message).joined(separator: " "))
        case .unauthenticated:
            self.init(
                401, "the bearer token is missing, unknown or expired",
                fields: [("WWW-Authenticate", "Bearer realm=\"gatehouse\"")])
        case .forbidden(let refusal): self.init(400, Self.sentence(refusal))
        case .notFound(let kind): self.init(400, "there is no such \(kind.rawValue)")
        case .alreadyExists(let kind, let field): self.init(400, "a \(kind.rawValue) with this \(field) already exists")
        case .conflict(let conflict): self.init(400, Self.sentence(conflict))
        case .unsupported(let sentence): self.init(400, sentence)
        case .limited(let seconds):
            self.init(
                500, "too many requests of this kind; try again in \(seconds) s",
                fields: [("Retry-After", "\(seconds)")])
        case .unavailable:
            self.init(500, "something this needs does not answer; try again", fields: [("Retry-After", "5")])
        case .internalFailure(let incident): self.init(500, "incident \(incident)")
        }
    }

    private static func sentence(_ refusal: Refusal) -> String {
        switch refusal {
        case .missingRight(let right): "this needs the right \(right.rawValue)"
        case .targetIsStronger: "the account or workspace holds rights that you don't hold"
        case .passwordChangeRequired, .passwordExpiredAtSource: "the password has to be changed first"
        case .impersonating: "not while acting as somebody else"
        case .cannotImpersonate: "nobody may act as this user"
        case .ownAccount: "others decide on the enabling of an account"
        case .outlivesCaller: "your own account ends before the end that you give"
        }
    }

    private static func sentence(_ conflict: Conflict) -> String {
        switch conflict {
        case .lastAdministrator: "the last administrator has to stay"
        case .lastOwner: "the last owner of the workspace has to stay"
        case .noSeat(let seats): "all \(seats) seats of the licence are taken; deactivate a user first"
        case .versionMoved: "somebody else has changed it meanwhile; try again"
        case .archived(let kind): "the \(kind.rawValue) is archived"
        case .notEmpty(let kind): "it still holds a \(kind.rawValue)"
        case .builtIn(let kind): "this \(kind.rawValue) can't be changed"
        case .alreadyInitialized, .cycle, .tooDeep, .syncUnderWay: "it stands against what is there already"
        }
    }
}
