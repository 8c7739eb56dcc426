import DialectKit
import FoundationEssentials
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
            .init("organization", .string, required: true, "Where the account is administered."),
            .init("tenant", .string, required: true, "The part of the organization."),
            .init("emailVerified", .boolean, required: true, "Whether the e-mail address is known to be the user's."),
            .init("profile", .nullable(.string), required: true, "The licence profile."),
            .init("trial", .object(TrialShape.answer), required: true, "A time for trying the product out."),
            .init("validUntil", .nullable(.dateTime), required: true, "From then on the account is closed."),
            .init("defaultWorkspace", .nullable(.uuid), required: true, "Where the user begins."),
            .init("roles", .array(.string), required: true, "In alphabetical order."),
            .init(
                "requiredActions", .array(.choice(RequiredAction.allCases.map(\.rawValue))), required: true,
                "What the user has to do before anything else."),
            .init("createdAt", .dateTime, required: true, "When the account was made."),
            .init("updatedAt", .dateTime, required: true, "When an administrator or the user last changed it."),
            .init("lastLoginAt", .nullable(.dateTime), required: true, "The last accepted sign-in."),
            .init("lastFailedLoginAt", .nullable(.dateTime), required: true, "The last refused sign-in."),
            .init(
                "lastActivityAt", .nullable(.dateTime), required: true,
                "The last use of a session or key, to within some minutes."),
            .init("version", .integer, required: true, "Moves with every change; the ETag starts with it."),
        ])

    /// - Parameter now: decides what a trial is worth.
    static func write(_ user: User, at now: Date, to writer: inout JSONWriter) {
        writer.field("id", user.id)
        writer.field("login", user.login.display)
        writer.field("email", user.email?.display)
        writer.field("displayName", user.displayName.display)
        writer.field("givenName", user.givenName)
        writer.field("familyName", user.familyName)
        writer.field("enabled", user.isEnabled)
        writer.field("source", user.source.rawValue)
        writer.field("organization", user.organization.rawValue)
        writer.field("tenant", user.tenant.rawValue)
        writer.field("emailVerified", user.isEmailVerified)
        writer.field("profile", user.profile)
        writer.object("trial") { TrialShape.write(user.trial, at: now, to: &$0) }
        writer.field("validUntil", user.validUntil)
        if let workspace = user.defaultWorkspace {
            writer.field("defaultWorkspace", workspace)
        } else {
            writer.null("defaultWorkspace")
        }
        writer.array("roles") { for role in user.roles.sorted() { $0.value(role.rawValue) } }
        writer.array("requiredActions") { for action in user.requiredActions.sorted() { $0.value(action.rawValue) } }
        writer.field("createdAt", user.createdAt)
        writer.field("updatedAt", user.updatedAt)
        writer.field("lastLoginAt", user.lastLoginAt)
        writer.field("lastFailedLoginAt", user.lastFailedLoginAt)
        writer.field("lastActivityAt", user.lastActivityAt)
        writer.field("version", user.version)
    }
}
