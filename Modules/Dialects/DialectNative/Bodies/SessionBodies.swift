import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

struct SignInBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "SignIn",
            [
                .init("login", .string, required: true, "A login name or an e-mail address."),
                .init("password", .string, required: true, "Compared whole, after NFKC."),
            ]))
    let login: String
    let password: Secret
    let origin: RequestOrigin

    init(reading request: inout RequestReader) throws(ServiceError) {
        login = request.body.string("login", required: true) ?? ""
        password = Secret(request.body.string("password", required: true) ?? "")
        origin = request.request.originWithUserAgent
    }
}

struct ChangePasswordBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "ChangePassword",
            [
                .init("currentPassword", .string, required: true, "The password that is good now."),
                .init("newPassword", .string, required: true, "The one to be."),
            ]))
    let current: Secret
    let new: Secret

    init(reading request: inout RequestReader) throws(ServiceError) {
        current = Secret(request.body.string("currentPassword", required: true) ?? "")
        new = Secret(request.body.string("newPassword", required: true) ?? "")
    }
}

/// A new session with the only copy of its token.
struct IssuedSessionBody: EndpointOutput {
    enum Status: Int, Sendable { case ok = 200, created = 201 }

    static let description = OutputDescription(
        201, "Signed in. 200 where a session takes the place of another.",
        shape: ObjectShape(
            "IssuedSession",
            [
                .init("token", .string, required: true, "Send it as `Authorization: Bearer …`. Shown once."),
                .init("tokenType", .choice(["Bearer"]), required: true, "How to send the token."),
                .init("expiresAt", .dateTime, required: true, "When the session ends, used or not."),
                .init("sessionId", .uuid, required: true, "Names the session in lists; opens nothing."),
                .init("user", .object(UserShape.shape), required: true, "Who signed in."),
            ]))
    private let issued: IssuedSession
    private let status: Status

    init(_ issued: IssuedSession, status: Status) {
        self.issued = issued
        self.status = status
    }

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 1_024)
        writer.object { writer in
            issued.token.reveal { writer.field("token", $0) }
            writer.field("tokenType", "Bearer")
            writer.field("expiresAt", issued.account.session.expiresAt)
            writer.field("sessionId", issued.account.session.id)
            writer.object("user") { UserShape.write(issued.account.user, to: &$0) }
        }
        return HTTPResponse(
            status: status.rawValue, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}

/// Who am I.
struct AccountBody: EndpointOutput {
    static let description = OutputDescription(
        200, "The account, its session and its rights.",
        shape: ObjectShape(
            "Account",
            [
                .init("user", .object(UserShape.shape), required: true, "The account."),
                .init("session", .object(SessionShape.shape), required: true, "The session of this token."),
                .init("rights", .array(.string), required: true, "Everything the roles grant, in order."),
            ]))
    private let account: SignedInAccount

    init(_ account: SignedInAccount) { self.account = account }

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 1_024)
        writer.object { writer in
            writer.object("user") { UserShape.write(account.user, to: &$0) }
            writer.object("session") { SessionShape.write(account.session, to: &$0) }
            writer.array("rights") { writer in
                for right in Right.allCases where account.rights.contains(right) { writer.value(right.rawValue) }
            }
        }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}
