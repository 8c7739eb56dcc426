import DialectKit
import IdentityCore
import IdentityServices
import JSONText

/// What a sign-in would make of the account, and what the session would hold.
enum RehearsedPersonShape {
    private static let group = ObjectShape(
        "RehearsedGroup",
        [
            .init("id", .uuid, required: true, "The group's."),
            .init("name", .string, required: true, "Without those above."),
        ])
    static let shape = ObjectShape(
        "RehearsedPerson",
        [
            .init(
                "change", .choice(SignInRehearsal.Person.Change.allCases.map(\.rawValue)), required: true,
                "What the sign-in would do to the account."),
            .init("userId", .nullable(.uuid), required: true, "Of an account that is there."),
            .init("fields", .array(.string), required: true, "What would change."),
            .init("joins", .array(.object(group)), required: true, "Groups that the source leads the user into."),
            .init("leaves", .array(.object(group)), required: true, "Groups that the source no longer leads into."),
            .init(
                "conflict", .nullable(.object(SyncConflictShape.shape)), required: true,
                "Why there is no account, or what can't be followed."),
        ])
    static let session = ObjectShape(
        "RehearsedSession",
        [
            .init("roles", .array(.string), required: true, "The user's own, and those that come through the groups."),
            .init("groups", .array(.object(group)), required: true, "Those of the user and all above them."),
            .init("serverPermissions", .array(.string), required: true, "What may be done on the whole server."),
            .init(
                "organizationPermissions", .array(.string), required: true,
                "What may be done within the own organization."),
        ])

    /// The members `person` and `session`.
    static func write(_ rehearsal: SignInRehearsal, to writer: inout JSONWriter) {
        if let person = rehearsal.person {
            writer.object("person") { write(person, to: &$0) }
        } else {
            writer.null("person")
        }
        if let session = rehearsal.session {
            writer.object("session") { write(session, to: &$0) }
        } else {
            writer.null("session")
        }
    }

    private static func write(_ person: SignInRehearsal.Person, to writer: inout JSONWriter) {
        writer.field("change", person.change.rawValue)
        if let user = person.user, person.change != .created {
            writer.field("userId", user.id)
        } else {
            writer.null("userId")
        }
        writer.array("fields") { for field in person.fields { $0.value(field) } }
        write("joins", person.joins, to: &writer)
        write("leaves", person.leaves, to: &writer)
        if let conflict = person.conflict {
            writer.object("conflict") { SyncConflictShape.write(conflict, to: &$0) }
        } else {
            writer.null("conflict")
        }
    }

    private static func write(_ session: Entitlements, to writer: inout JSONWriter) {
        writer.array("roles") { for role in session.roles.map(\.rawValue).sorted() { $0.value(role) } }
        write("groups", session.groups, to: &writer)
        writer.permissions("serverPermissions", session.grants.onServer)
        writer.permissions("organizationPermissions", session.grants.inOrganization)
    }

    private static func write(_ key: StaticString, _ groups: [Group], to writer: inout JSONWriter) {
        writer.array(key) { writer in
            for group in groups {
                writer.object { writer in
                    writer.field("id", group.id)
                    writer.field("name", group.name.display)
                }
            }
        }
    }
}
