import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// A session on the wire; never with its token.
enum SessionShape {
    static let shape = ObjectShape(
        "Session",
        [
            .init("id", .uuid, required: true, "Names the session; opens nothing."),
            .init("userId", .uuid, required: true, "Whose session it is."),
            .init("source", .string, required: true, "Which source vouched for the user."),
            .init("createdAt", .dateTime, required: true, "When the user signed in."),
            .init("expiresAt", .dateTime, required: true, "When it ends, used or not."),
            .init("address", .nullable(.string), required: true, "Where the sign-in came from."),
            .init("userAgent", .nullable(.string), required: true, "The client's own name for itself."),
            .init(
                "impersonatorId", .nullable(.uuid), required: true, "Who acts as the user, when that is somebody else."),
        ])

    static func write(_ session: Session, to writer: inout JSONWriter) {
        writer.field("id", session.id)
        writer.field("userId", session.user)
        writer.field("source", session.source.rawValue)
        writer.field("createdAt", session.createdAt)
        writer.field("expiresAt", session.expiresAt)
        writer.field("address", session.address)
        writer.field("userAgent", session.userAgent)
        if let impersonation = session.impersonation {
            writer.field("impersonatorId", impersonation.impersonator)
        } else {
            writer.null("impersonatorId")
        }
    }
}

struct SessionSelectorInput: EndpointInput {
    static let description = InputDescription(path: [
        ParameterDescription("id", .uuid, "The id of a session.")
    ])
    let id: SessionID

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.path(as: SessionIDParameter.self, kind: .session).id
    }
}

struct SessionListInput: EndpointInput {
    static let description = InputDescription(query: [
        ParameterDescription(
            "user", .string, "Only sessions of the user with this id; `all` for everybody's. One's own unless told."),
        ParameterDescription("limit", .integer, "Sessions a page, 1 to 1000; 100 unless told."),
        ParameterDescription("cursor", .string, "`next` of the page before."),
    ])
    private enum Whose { case own, everybody, user(UserID) }
    private let whose: Whose
    private let limit: Int
    private let cursor: String?

    init(reading request: inout RequestReader) throws(ServiceError) {
        switch request.query("user") {
        case nil: whose = .own
        case "all": whose = .everybody
        case let text?:
            if let id = UserID(text) {
                whose = .user(id)
            } else {
                whose = .own
                request.report(FieldProblem("user", .malformed, "user is an id, or all."))
            }
        }
        limit = request.queryInteger("limit", in: 1...1_000, default: 100)
        cursor = request.query("cursor")
    }

    func query(using cursors: PageCursors, as caller: Caller) throws(ServiceError) -> SessionQuery {
        var query = SessionQuery(limit: limit)
        switch whose {
        case .own: query.user = caller.account?.user.id
        case .everybody: break
        case .user(let id): query.user = id
        }
        if let cursor {
            guard let position = cursors.sessionPosition(cursor) else {
                throw .invalidInput([FieldProblem("cursor", .malformed, "This cursor was not made for this list.")])
            }
            query.after = position
        }
        return query
    }
}

struct SessionPageBody: EndpointOutput {
    static let description = PageAnswer.description("SessionPage", of: SessionShape.shape, "Newest first.")
    private let sessions: [Session]
    private let next: String?

    init(_ sessions: [Session], limit: Int, cursors: PageCursors) {
        self.sessions = sessions
        next =
            sessions.count < limit
            ? nil : sessions.last.map { cursors.text(SessionPosition(createdAt: $0.createdAt, id: $0.id)) }
    }

    func response() -> HTTPResponse {
        PageAnswer.response(sessions, next: next, bytesPerItem: 320) { SessionShape.write($0, to: &$1) }
    }
}
