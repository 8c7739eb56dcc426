import DialectKit
import IdentityCore
import IdentityServices
import JSONText

/// A source on the wire: what it is and what it can, nothing of its settings.
enum SourceShape {
    static let shape = ObjectShape(
        "Source",
        [
            .init("id", .string, required: true, "As the configuration names it."),
            .init("kind", .string, required: true, "What sort of source it is, for example `ldap`."),
            .init("keepsPasswordsHere", .boolean, required: true, "Whether passwords are set and changed here."),
            .init("checksPasswords", .boolean, required: true, "Whether it says itself if a password is right."),
            .init("bringsPeople", .boolean, required: true, "Whether a sync can bring its people in."),
            .init("canBeTested", .boolean, required: true, "Whether it can be looked at step by step."),
            .init("policy", .object(SourcePolicyShape.shape), required: true, "What becomes of its people."),
            .init("health", .object(health), required: true, "What its last answer was."),
            .init(
                "users", .nullable(.integer), required: true,
                "Users on file who are its people; null when it brings nobody along."),
            .init(
                "lastSync", .nullable(.object(SyncReportShape.shape)), required: true,
                "Since the server started; a dry run is not kept."),
        ])
    private static let health = ObjectShape(
        "SourceHealth",
        [
            .init("state", .choice(["unknown", "answering", "failing"]), required: true, "Unknown: not asked yet."),
            .init("failure", .nullable(.object(SourceFailureShape.shape)), required: true, "Why it is failing."),
        ])

    static func write(_ source: SourceSummary, to writer: inout JSONWriter) {
        writer.field("id", source.id.rawValue)
        writer.field("kind", source.kind.rawValue)
        writer.field("keepsPasswordsHere", source.keepsPasswordsHere)
        writer.field("checksPasswords", source.checksPasswords)
        writer.field("bringsPeople", source.bringsPeople)
        writer.field("canBeTested", source.canBeExamined)
        writer.object("policy") { SourcePolicyShape.write(source.policy, to: &$0) }
        writer.object("health") { write(source.health, to: &$0) }
        writer.field("users", count: source.users)
        if let report = source.lastSync {
            writer.object("lastSync") { SyncReportShape.write(report, to: &$0) }
        } else {
            writer.null("lastSync")
        }
    }

    private static func write(_ health: SourceHealth, to writer: inout JSONWriter) {
        let (state, failure): (String, SourceFailure?) =
            switch health {
            case .unknown: ("unknown", nil)
            case .answering: ("answering", nil)
            case .failing(let failure): ("failing", failure)
            }
        writer.field("state", state)
        SourceFailureShape.write(failure, to: &writer)
    }
}

/// What kept a source from an answer.
enum SourceFailureShape {
    static let shape = ObjectShape(
        "SourceFailure",
        [
            .init("kind", .choice(SourceFailure.Kind.allCases.map(\.rawValue)), required: true, "To switch on."),
            .init("step", .choice(SourceStep.Name.allCases.map(\.rawValue)), required: true, "Where it happened."),
            .init("words", .string, required: true, "One sentence, with the source's own words and codes."),
        ])

    /// The member `failure`.
    static func write(_ failure: SourceFailure?, to writer: inout JSONWriter) {
        guard let failure else { return writer.null("failure") }
        writer.object("failure") { writer in
            writer.field("kind", failure.kind.rawValue)
            writer.field("step", failure.step.rawValue)
            writer.field("words", failure.words)
        }
    }
}
