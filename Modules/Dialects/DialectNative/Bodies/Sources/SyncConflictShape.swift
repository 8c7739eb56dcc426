import DialectKit
import FoundationEssentials
import IdentityCore
import JSONText

/// Why somebody of a source is no user, or does not follow it in everything.
enum SyncConflictShape {
    static let shape = ObjectShape(
        "SyncConflict",
        [
            .init("reason", .choice(SyncConflict.Reason.allCases.map(\.rawValue)), required: true, "To switch on."),
            .init("login", .string, required: true, "As the source has it."),
            .init("externalId", .string, required: true, "The source's stable name for the person."),
            .init("userId", .nullable(.uuid), required: true, "The account that is in the way."),
            .init("words", .nullable(.string), required: true, "What is wrong with a name, in one sentence."),
        ])

    static func write(_ conflict: SyncConflict, to writer: inout JSONWriter) {
        writer.field("reason", conflict.reason.rawValue)
        writer.field("login", conflict.login)
        writer.field("externalId", conflict.externalID)
        if let other = conflict.other { writer.field("userId", other) } else { writer.null("userId") }
        writer.field("words", conflict.words)
    }
}
