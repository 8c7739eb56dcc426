import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// An audit record on the wire.
enum AuditShape {
    private static let actor = ObjectShape(
        "AuditActor",
        [
            .init(
                "kind", .choice(["user", "key", "operator", "system", "anonymous"]), required: true,
                "What sort of actor."),
            .init("id", .nullable(.uuid), required: true, "Of a user."),
            .init("name", .nullable(.string), required: true, "The login, or the system account, at that time."),
        ])
    private static let subject = ObjectShape(
        "AuditSubject",
        [
            .init("id", .uuid, required: true, "The user in whose name the actor acted."),
            .init("name", .string, required: true, "The login at that time."),
        ])
    private static let object = ObjectShape(
        "AuditObject",
        [
            .init("kind", .string, required: true, "What sort of thing."),
            .init("id", .string, required: true, "Empty when it has none, such as a user who doesn't exist."),
            .init("name", .nullable(.string), required: true, "What it was called at that time."),
        ])
    static let shape = ObjectShape(
        "AuditRecord",
        [
            .init("sequence", .integer, required: true, "The place in the order of the commits; without gaps."),
            .init("at", .dateTime, required: true, "When it was done."),
            .init("actor", .object(actor), required: true, "Who did it."),
            .init("subject", .nullable(.object(subject)), required: true, "In whose name, when in another's."),
            .init("organization", .nullable(.string), required: true, "Whose record it is; null for the server's."),
            .init("action", .string, required: true, "What was done."),
            .init("object", .nullable(.object(object)), required: true, "On what."),
            .init("outcome", .choice(AuditOutcome.allCases.map(\.rawValue)), required: true, "How it ended."),
            .init("detail", .nullable(.string), required: true, "The step that decided, or what changed."),
            .init("address", .nullable(.string), required: true, "From where."),
            .init("requestId", .nullable(.string), required: true, "What the log calls the request."),
            .init("hash", .nullable(.string), required: true, "Of the chain; null when older than the chain."),
        ])

    static func write(_ record: AuditRecord, to writer: inout JSONWriter) {
        let entry = record.entry
        writer.field("sequence", record.sequence)
        writer.field("at", entry.at)
        writer.object("actor") { writer in
            let fields = AuditFields(entry)
            writer.field("kind", fields.actorKind)
            if case .user(let id, _) = entry.actor { writer.field("id", id) } else { writer.null("id") }
            writer.field("name", fields.actorName)
        }
        if let subject = entry.subject {
            writer.object("subject") { writer in
                writer.field("id", subject.user)
                writer.field("name", subject.login)
            }
        } else {
            writer.null("subject")
        }
        writer.field("organization", entry.organization?.rawValue)
        writer.field("action", entry.action.rawValue)
        if let object = entry.object {
            writer.object("object") { writer in
                writer.field("kind", object.kind.rawValue)
                writer.field("id", object.id)
                writer.field("name", object.name)
            }
        } else {
            writer.null("object")
        }
        writer.field("outcome", entry.outcome.rawValue)
        writer.field("detail", entry.detail)
        writer.field("address", entry.address)
        writer.field("requestId", entry.requestID)
        writer.field("hash", record.link?.shownHash)
    }
}
