import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// A session just opened, on the wire.
enum IssuedSessionShape {
    static let shape = ObjectShape(
        "IssuedSession",
        [
            .init("token", .string, required: true, "Send it as `Authorization: Bearer …`. Shown once."),
            .init("tokenType", .choice(["Bearer"]), required: true, "How to send the token."),
            .init("expiresAt", .dateTime, required: true, "When the session ends, used or not."),
            .init("sessionId", .uuid, required: true, "Names the session in lists; opens nothing."),
            .init("user", .object(UserShape.shape), required: true, "Who signed in."),
        ])

    static func response(status: Int, _ issued: IssuedSession) -> HTTPResponse {
        var writer = JSONWriter(capacity: 1_024)
        writer.object { writer in
            issued.token.reveal { writer.field("token", $0) }
            writer.field("tokenType", "Bearer")
            writer.field("expiresAt", issued.session.expiresAt)
            writer.field("sessionId", issued.session.id)
            writer.object("user") { writer in
                UserShape.write(issued.account.user, at: issued.session.createdAt, to: &writer)
            }
        }
        return HTTPResponse(
            status: status, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}
