import DialectKit
import IdentityCore
import IdentityServices
import JSONText

/// A group on the wire.
enum GroupShape {
    static let fields: [ObjectShape.Field] = [
        .init("id", .uuid, required: true, "Never changes and is never reused."),
        .init(
            "name", .string, required: true, "Unique among the groups with the same parent, whatever the letter case."),
        .init("path", .string, required: true, "The names from the top down, with slashes between them."),
        .init("organization", .string, required: true, "Where the group lives."),
        .init("parent", .nullable(.uuid), required: true, "The group above; null at the top."),
        .init("about", .string, required: true, "For people to read."),
        .init("source", .string, required: true, "`local`, or the directory that brought the group."),
        .init("roles", .array(.string), required: true, "What members hold, in alphabetical order."),
        .init("permissions", .array(.string), required: true, "Granted within the organization, in order."),
        .init(
            "mappedExternalGroups", .array(.string), required: true,
            "Groups of a directory or of a token whose people are members here, in order."),
        .init("createdAt", .dateTime, required: true, "When the group was made."),
        .init("updatedAt", .dateTime, required: true, "When the group itself was last changed."),
        .init("version", .integer, required: true, "Moves with every change of the group itself, not of its members."),
    ]
    static let shape = ObjectShape("Group", fields)

    static func write(_ placed: PlacedGroup, to writer: inout JSONWriter) {
        let group = placed.group
        writer.field("id", group.id)
        writer.field("name", group.name.display)
        writer.field("path", placed.path)
        writer.field("organization", group.organization.rawValue)
        if let parent = group.parent { writer.field("parent", parent) } else { writer.null("parent") }
        writer.field("about", group.about)
        writer.field("source", group.source.rawValue)
        writer.array("roles") { for role in group.roles.sorted() { $0.value(role.rawValue) } }
        writer.array("permissions") { for grant in group.permissions.sorted() { $0.value(grant.description) } }
        writer.array("mappedExternalGroups") { for name in group.mappedExternalGroups.sorted() { $0.value(name) } }
        writer.field("createdAt", group.createdAt)
        writer.field("updatedAt", group.updatedAt)
        writer.field("version", group.version)
    }
}

/// A user as others name it: enough to show and to ask for more.
enum UserReferenceShape {
    static let shape = ObjectShape(
        "UserReference",
        [
            .init("id", .uuid, required: true, "Never changes and is never reused."),
            .init("login", .string, required: true, "The name to sign in with."),
            .init("displayName", .string, required: true, "For people to read."),
            .init("enabled", .boolean, required: true, "Whether the user can sign in."),
        ])

    static func write(_ user: User, to writer: inout JSONWriter) {
        writer.field("id", user.id)
        writer.field("login", user.login.display)
        writer.field("displayName", user.displayName.display)
        writer.field("enabled", user.isEnabled)
    }
}
