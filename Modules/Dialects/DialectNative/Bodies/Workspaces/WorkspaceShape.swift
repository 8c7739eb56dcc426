import DialectKit
import IdentityCore
import IdentityServices
import JSONText

/// A workspace on the wire.
enum WorkspaceShape {
    static let shape = ObjectShape(
        "Workspace",
        [
            .init("id", .uuid, required: true, "Never changes and is never reused."),
            .init("number", .integer, required: true, "Increases over the whole server and is never reused."),
            .init("organization", .string, required: true, "The organization that it belongs to."),
            .init("name", .string, required: true, "Unique within the organization, whatever the letter case."),
            .init("archived", .boolean, required: true, "Nothing new comes into an archived workspace."),
            .init("createdBy", .nullable(.uuid), required: true, "The user who made it."),
            .init("createdAt", .dateTime, required: true, "When it was made."),
            .init("updatedAt", .dateTime, required: true, "When name or archive last changed."),
            .init("version", .integer, required: true, "Moves with every change; the ETag starts with it."),
        ])

    static func write(_ workspace: Workspace, to writer: inout JSONWriter) {
        writer.field("id", workspace.id)
        writer.field("number", workspace.number)
        writer.field("organization", workspace.organization.rawValue)
        writer.field("name", workspace.name)
        writer.field("archived", workspace.isArchived)
        writer.field("createdBy", workspace.createdBy?.description)
        writer.field("createdAt", workspace.createdAt)
        writer.field("updatedAt", workspace.updatedAt)
        writer.field("version", workspace.version)
    }
}

enum WorkspaceMemberShape {
    static let shape = ObjectShape(
        "WorkspaceMember",
        [
            .init("userId", .uuid, required: true, "The member."),
            .init("login", .string, required: true, "The member's login."),
            .init("displayName", .string, required: true, "The member's name for people to read."),
            .init("role", .choice(WorkspaceRole.allCases.map(\.rawValue)), required: true, "What the member may do."),
            .init("since", .dateTime, required: true, "Since when the user is a member."),
        ])

    static func write(_ member: WorkspaceMember, to writer: inout JSONWriter) {
        writer.field("userId", member.membership.user)
        writer.field("login", member.login.display)
        writer.field("displayName", member.displayName.display)
        writer.field("role", member.membership.role.rawValue)
        writer.field("since", member.membership.since)
    }
}
