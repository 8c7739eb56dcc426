import DialectKit
import IdentityCore
import JSONText

/// A user on the wire.
enum UserShape {
    static let shape = ObjectShape(
        "User",
        [
            .init("id", .uuid, required: true, "Never changes and is never reused."),
            .init("login", .string, required: true, "The name to sign in with; unique, whatever the letter case."),
            .init("email", .nullable(.string), required: true, "Unique if present."),
            .init("displayName", .string, required: true, "For people to read."),
            .init("givenName", .nullable(.string), required: true, "First name."),
            .init("familyName", .nullable(.string), required: true, "Last name."),
            .init("enabled", .boolean, required: true, "A disabled user can't sign in and has no sessions."),
            .init("source", .string, required: true, "The user source that the account belongs to."),
            .init("roles", .array(.string), required: true, "In alphabetical order."),
            .init(
                "requiredActions", .array(.choice(RequiredAction.allCases.map(\.rawValue))), required: true,
                "What the user has to do before anything else."),
            .init("createdAt", .dateTime, required: true, "When the account was made."),
            .init("updatedAt", .dateTime, required: true, "When an administrator or the user last changed it."),
            .init("lastLoginAt", .nullable(.dateTime), required: true, "The last accepted sign-in."),
            .init("lastFailedLoginAt", .nullable(.dateTime), required: true, "The last refused sign-in."),
            .init("version", .integer, required: true, "Moves with every change; the ETag starts with it."),
        ])

    static func write(_ user: User, to writer: inout JSONWriter) {
        writer.field("id", user.id)
        writer.field("login", user.login.display)
        writer.field("email", user.email?.display)
        writer.field("displayName", user.displayName.display)
        writer.field("givenName", user.givenName)
        writer.field("familyName", user.familyName)
        writer.field("enabled", user.isEnabled)
        writer.field("source", user.source.rawValue)
        writer.array("roles") { for role in user.roles.sorted() { $0.value(role.rawValue) } }
        writer.array("requiredActions") { for action in user.requiredActions.sorted() { $0.value(action.rawValue) } }
        writer.field("createdAt", user.createdAt)
        writer.field("updatedAt", user.updatedAt)
        writer.field("lastLoginAt", user.lastLoginAt)
        writer.field("lastFailedLoginAt", user.lastFailedLoginAt)
        writer.field("version", user.version)
    }
}
