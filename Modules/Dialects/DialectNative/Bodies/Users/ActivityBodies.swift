import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// What somebody did lately, on the wire.
enum ActivityShape {
    static let shape = ObjectShape(
        "Activity",
        [
            .init("userId", .uuid, required: true, "Whose it is."),
            .init("login", .string, required: true, "The name to sign in with."),
            .init("lastLoginAt", .nullable(.dateTime), required: true, "The last accepted sign-in."),
            .init("lastFailedLoginAt", .nullable(.dateTime), required: true, "The last refused sign-in."),
            .init(
                "lastActivityAt", .nullable(.dateTime), required: true,
                "The last use of a session or key, to within some minutes."),
            .init("openSessions", .integer, required: true, "Sessions that have not ended."),
            .init(
                "obstacles", .array(.choice(Explanation.Obstacle.allCases.map(\.rawValue))), required: true,
                "What keeps the account from being used now."),
        ])

    static func write(_ activity: UserActivity, to writer: inout JSONWriter) {
        writer.field("userId", activity.user.id)
        writer.field("login", activity.user.login.display)
        writer.field("lastLoginAt", activity.user.lastLoginAt)
        writer.field("lastFailedLoginAt", activity.user.lastFailedLoginAt)
        writer.field("lastActivityAt", activity.user.lastActivityAt)
        writer.field("openSessions", activity.openSessions)
        writer.array("obstacles") { writer in for one in activity.obstacles { writer.value(one.rawValue) } }
    }
}

struct ActivityBody: EndpointOutput {
    static let description = OutputDescription(200, "What the user did lately.", shape: ActivityShape.shape)
    let activity: UserActivity

    func response() -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { ActivityShape.write(activity, to: &$0) }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}

struct ActivityPageBody: EndpointOutput {
    static let description = PageAnswer.description(
        "ActivityPage", of: ActivityShape.shape, "In the order asked for.")
    private let activities: [UserActivity]
    private let next: String?

    init(_ activities: [UserActivity], query: UserQuery, cursors: PageCursors) {
        self.activities = activities
        next =
            activities.count < query.limit
            ? nil : activities.last.map { cursors.text($0.user.position(in: query.sort), in: query.sort) }
    }

    func response() -> HTTPResponse {
        PageAnswer.response(activities, next: next, bytesPerItem: 320) { ActivityShape.write($0, to: &$1) }
    }
}
