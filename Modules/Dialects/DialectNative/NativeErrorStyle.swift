package import DialectKit
import HTTPCore
import IdentityCore
import JSONText

extension ErrorStyle {
    /// Problem details (RFC 9457). `type` is a name to switch on, `title` the same for every such problem, `detail` for
    /// the person who reads it, `requestId` what to look for in the log.
    package static let native = ErrorStyle(
        service: { error, request in NativeProblem(error).response(to: request) },
        transport: { problem, request in NativeProblem(problem).response(to: request) })
}

struct NativeProblem {
    static let shape = ObjectShape(
        "Problem",
        [
            .init("type", .string, required: true, "A name for this kind of problem, to switch on."),
            .init("title", .string, required: true, "The same for every problem of the type."),
            .init("status", .integer, required: true, "The status of the answer."),
            .init("detail", .string, "One sentence about this case."),
            .init(
                "requestId", .string,
                "What to look for in the server's log. Missing where the request broke the protocol."),
            .init("problems", .array(.object(field)), "Everything that is wrong with the input."),
        ])
    private static let field = ObjectShape(
        "FieldProblem",
        [
            .init("field", .string, required: true, "The path of the field or parameter."),
            .init("rule", .string, required: true, "What it breaks, to switch on."),
            .init("message", .string, required: true, "One sentence for a person."),
        ])

    var status: Int
    var type: String
    var title: String
    var detail: String?
    var problems: [FieldProblem] = []
    var fields: [(name: String, value: String)] = []

    private init(_ status: Int, _ type: String, _ title: String, detail: String? = nil) {
        self.status = status
        self.type = type
        self.title = title
        self.detail = detail
    }

    /// One of many changes that were to be made all or none (RFC 4918 section 11.4).
    static let undone = NativeProblem(
        424, "undone", "Undone, because another change was refused", detail: "All were to be made, or none.")

    func response(to request: HTTPRequest) -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { write(to: &$0, requestID: request.requestID) }
        return HTTPResponse(
            status: status,
            fields: [("Content-Type", "application/problem+json"), ("Cache-Control", "no-store")] + fields,
            body: writer.bytes)
    }

    /// - Parameter requestID: of the answer that the problem is; `nil` for a part of one.
    func write(to writer: inout JSONWriter, requestID: String? = nil) {
        writer.field("type", "urn:gatehouse:problem:\(type)")
        writer.field("title", title)
        writer.field("status", status)
        if let detail { writer.field("detail", detail) }
        if let requestID { writer.field("requestId", requestID) }
        guard !problems.isEmpty else { return }
        writer.array("problems") { writer in
            for problem in problems {
                writer.object { writer in
                    writer.field("field", problem.field)
                    writer.field("rule", problem.rule.rawValue)
                    writer.field("message", problem.message)
                }
            }
        }
    }
}

extension NativeProblem {
    init(_ error: ServiceError) {
        switch error {
        case .invalidInput(let found):
            self.init(400, "invalid-input", "Something in the input is not acceptable")
            problems = found
        case .unauthenticated:
            self.init(401, "unauthenticated", "Not signed in, or the sign-in was not accepted")
            fields = [("WWW-Authenticate", "Bearer realm=\"gatehouse\"")]
        case .forbidden(let refusal): self.init(refusal)
        case .notFound(let kind):
            self.init(404, "not-found", "There is no such thing", detail: "No \(kind.rawValue) of that name or id.")
        case .alreadyExists(let kind, let field):
            self.init(
                409, "already-exists", "It exists already",
                detail: "Another \(kind.rawValue) has the same \(field).")
            problems = [FieldProblem(field, .duplicate, "This \(field) is taken.")]
        case .conflict(let conflict): self.init(conflict)
        case .unsupported(let sentence):
            self.init(409, "unsupported", "This can't be done here", detail: sentence)
        case .limited(let seconds):
            self.init(429, "limited", "Too many requests of this kind", detail: "Try again in \(seconds) s.")
            fields = [("Retry-After", "\(seconds)")]
        case .unavailable(let dependency):
            self.init(503, "unavailable", "Something this needs does not answer", detail: Self.name(dependency))
            fields = [("Retry-After", "5")]
        case .internalFailure(let incident):
            self.init(
                500, "internal-failure", "Something went wrong on our side", detail: "Incident \(incident).")
        }
    }

    private init(_ refusal: Refusal) {
        switch refusal {
        case .missingRight(let right):
            self.init(403, "missing-right", "Not allowed", detail: "This needs the right \(right.rawValue).")
        case .targetIsStronger:
            self.init(
                403, "target-is-stronger", "Not allowed",
                detail: "The account, role or group holds rights that you don't hold.")
        case .passwordChangeRequired:
            self.init(
                403, "password-change-required", "The password has to be changed first",
                detail: "Choose an own password, then sign in with it.")
        case .passwordExpiredAtSource:
            self.init(
                403, "password-expired", "The password has to be changed first",
                detail: "It is right and has expired: change it where it is kept, then sign in with the new one.")
        case .impersonating:
            self.init(
                403, "impersonating", "Not while acting as somebody else",
                detail: "Passwords, keys and secrets are the user's own.")
        case .cannotImpersonate:
            self.init(
                403, "cannot-impersonate", "Not allowed",
                detail: "Nobody acts as themselves, as a closed or stronger account, or as a second one.")
        case .ownAccount:
            self.init(
                403, "own-account", "Not of one's own account",
                detail: "Others decide on the end, the profile and the enabling of an account.")
        case .outlivesCaller:
            self.init(
                403, "outlives-caller", "Not allowed", detail: "Your own account ends before the end that you give.")
        }
    }

    private init(_ conflict: Conflict) {
        switch conflict {
        case .lastAdministrator:
            self.init(
                409, "last-administrator", "The last administrator has to stay",
                detail: "Make somebody else super-admin first.")
        case .alreadyInitialized:
            self.init(409, "already-initialized", "There are users already")
        case .cycle:
            self.init(409, "cycle", "A group can't stand above itself")
        case .tooDeep(let limit):
            self.init(
                409, "too-deep", "Too many groups above each other", detail: "At most \(limit), the topmost included.")
        case .notEmpty(let kind):
            self.init(409, "not-empty", "It still holds others", detail: "Remove or move every \(kind.rawValue) first.")
        case .builtIn(let kind):
            self.init(
                409, "built-in", "It belongs to the program",
                detail: "This \(kind.rawValue) can't be changed or removed.")
        case .lastOwner:
            self.init(
                409, "last-owner", "The last owner has to stay", detail: "Make another member an owner first.")
        case .archived(let kind):
            self.init(
                409, "archived", "Nothing new comes into what is archived",
                detail: "Take the \(kind.rawValue) out of the archive first.")
        case .noSeat(let seats):
            self.init(
                409, "no-seat", "Every seat of the licence is taken",
                detail: "The licence has \(seats); disable somebody first.")
        case .syncUnderWay(let source):
            self.init(
                409, "sync-under-way", "The people of this source are being brought in already",
                detail: "Wait for the run of \(source) to end.")
        case .versionMoved(let current):
            self.init(
                412, "version-moved", "Somebody else has changed it meanwhile",
                detail: "It is at version \(current) now; read it again.")
        }
    }

    private static func name(_ dependency: Dependency) -> String {
        switch dependency {
        case .storage: "The database does not take this now."
        case .source(let id): "The user source \(id) does not answer."
        case .mail: "The mail was not taken by the mail server."
        }
    }

    init(_ problem: TransportProblem) {
        switch problem {
        case .routeNotFound: self.init(404, "no-route", "There is nothing at this path")
        case .methodNotAllowed(let allow):
            self.init(405, "method-not-allowed", "This path does not take that method", detail: "It takes \(allow).")
            fields = [("Allow", allow)]
        case .malformedPath: self.init(400, "malformed-path", "The path can't be decoded")
        case .malformedBody(let sentence):
            self.init(400, "malformed-body", "The body can't be read", detail: sentence)
        case .unsupportedMediaType:
            self.init(
                415, "unsupported-media-type", "The body has to be JSON",
                detail: "Send Content-Type: application/json.")
        }
    }
}
