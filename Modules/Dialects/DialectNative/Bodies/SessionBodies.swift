import DialectKit
import FoundationEssentials
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
                .init("session", .nullable(.object(SessionShape.shape)), required: true, "The session of this token."),
                .init("keyId", .nullable(.uuid), required: true, "The access key, if the token is one."),
                .init(
                    "impersonator", .nullable(.object(impersonator)), required: true,
                    "Who really acts, when that is somebody else."),
                .init("rights", .array(.string), required: true, "Everything that may be done somewhere, in order."),
                .init("serverPermissions", .array(.string), required: true, "What may be done on the whole server."),
                .init(
                    "organizationPermissions", .array(.string), required: true,
                    "What may be done within the own organization."),
            ]))
    private static let impersonator = ObjectShape(
        "Impersonator",
        [
            .init("id", .uuid, required: true, "The user who acts."),
            .init("login", .string, required: true, "The login at the moment."),
            .init("reason", .nullable(.string), required: true, "Why, as given at the start."),
        ])
    private let account: SignedInAccount
    private let now: Date

    init(_ account: SignedInAccount, at now: Date) {
        self.account = account
        self.now = now
    }

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 1_024)
        writer.object { writer in
            writer.object("user") { UserShape.write(account.user, at: now, to: &$0) }
            if let session = account.session {
                writer.object("session") { SessionShape.write(session, to: &$0) }
            } else {
                writer.null("session")
            }
            if case .key(let key) = account.proof { writer.field("keyId", key.id) } else { writer.null("keyId") }
            if let actor = account.impersonator {
                writer.object("impersonator") { writer in
                    writer.field("id", actor.user.id)
                    writer.field("login", actor.user.login.display)
                    writer.field("reason", account.session?.impersonation?.reason)
                }
            } else {
                writer.null("impersonator")
            }
            writer.array("rights") { writer in
                let rights = account.grants.rights
                for right in Right.allCases where rights.contains(right) { writer.value(right.rawValue) }
            }
            writer.permissions("serverPermissions", account.grants.onServer)
            writer.permissions("organizationPermissions", account.grants.inOrganization)
        }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}
