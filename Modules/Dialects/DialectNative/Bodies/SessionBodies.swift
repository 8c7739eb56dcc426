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
    static let description = OutputDescription(201, "Signed in.", shape: IssuedSessionShape.shape)
    let issued: IssuedSession

    func response() -> HTTPResponse { IssuedSessionShape.response(status: 201, issued) }
}

/// A session that takes the place of all the others of the account.
struct RenewedSessionBody: EndpointOutput {
    static let description = OutputDescription(
        200, "Changed; every earlier session has ended, this one goes on.", shape: IssuedSessionShape.shape)
    let issued: IssuedSession

    func response() -> HTTPResponse { IssuedSessionShape.response(status: 200, issued) }
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
