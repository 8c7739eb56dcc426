import DialectKit
import IdentityCore
import JSONText

/// What looking at a source has shown, on the wire.
enum SourceReportShape {
    static let shape = ObjectShape(
        "SourceReport",
        [
            .init("source", .string, required: true, "The source; `draft` for one that is not saved."),
            .init("kind", .string, required: true, "What sort of source it is."),
            .init("verdict", .choice(SourceVerdict.allCases.map(\.rawValue)), required: true, "How it ended."),
            .init(
                "refusal", .nullable(.choice(SourceRefusal.allCases.map(\.rawValue))), required: true,
                "Why the source does not let the person in."),
            .init("steps", .array(.object(SourceStepShape.shape)), required: true, "In the order of a sign-in."),
            .init(
                "identity", .nullable(.object(ExternalIdentityShape.shape)), required: true,
                "The person as the source has them, when one was found."),
        ])

    static func write(_ report: SourceReport, to writer: inout JSONWriter) {
        writer.field("source", report.source.rawValue)
        writer.field("kind", report.kind.rawValue)
        writer.field("verdict", report.verdict.rawValue)
        writer.field("refusal", report.refusal?.rawValue)
        SourceStepShape.write(report.steps, to: &writer)
        ExternalIdentityShape.write(report.identity, to: &writer)
    }
}

/// One step of looking at a source or at a sign-in.
enum SourceStepShape {
    static let shape = ObjectShape(
        "SourceStep",
        [
            .init("name", .choice(SourceStep.Name.allCases.map(\.rawValue)), required: true, "To switch on."),
            .init("result", .choice(SourceStep.Result.allCases.map(\.rawValue)), required: true, "To switch on."),
            .init("milliseconds", .number, required: true, "How long it took."),
            .init("words", .string, required: true, "What happened, in one sentence."),
            .init("facts", .array(.object(fact)), required: true, "What was seen, for example the filter as sent."),
            .init("advice", .nullable(.string), required: true, "What can be done about it, in one sentence."),
        ])
    private static let fact = ObjectShape(
        "SourceFact",
        [
            .init("name", .string, required: true, "What it is."), .init("value", .string, required: true, "As seen."),
        ])

    /// The member `steps`.
    static func write(_ steps: [SourceStep], to writer: inout JSONWriter) {
        writer.array("steps") { writer in
            for step in steps { writer.object { write(step, to: &$0) } }
        }
    }

    private static func write(_ step: SourceStep, to writer: inout JSONWriter) {
        writer.field("name", step.name.rawValue)
        writer.field("result", step.result.rawValue)
        writer.field("milliseconds", Double(step.duration / .microseconds(1)).rounded() / 1_000)
        writer.field("words", step.words)
        writer.array("facts") { writer in
            for fact in step.facts {
                writer.object { writer in
                    writer.field("name", fact.name)
                    writer.field("value", fact.value)
                }
            }
        }
        writer.field("advice", step.advice)
    }
}

/// A person as a source has them.
enum ExternalIdentityShape {
    static let shape = ObjectShape(
        "ExternalIdentity",
        [
            .init("externalId", .string, required: true, "The source's stable name for the person."),
            .init("login", .string, required: true, "As the source has it."),
            .init("email", .nullable(.string), required: true, "As the source has it."),
            .init("displayName", .string, required: true, "As the source has it."),
            .init("givenName", .nullable(.string), required: true, "As the source has it."),
            .init("familyName", .nullable(.string), required: true, "As the source has it."),
            .init("active", .boolean, required: true, "False when the source has closed the account."),
            .init(
                "groups", .nullable(.array(.string)), required: true,
                "Every name by which `mappedExternalGroups` may mean a group of the person; null when it knows none."),
        ])

    /// The member `identity`.
    static func write(_ identity: ExternalIdentity?, to writer: inout JSONWriter) {
        guard let identity else { return writer.null("identity") }
        writer.object("identity") { writer in
            writer.field("externalId", identity.externalID)
            writer.field("login", identity.login)
            writer.field("email", identity.email)
            writer.field("displayName", identity.displayName)
            writer.field("givenName", identity.givenName)
            writer.field("familyName", identity.familyName)
            writer.field("active", identity.isActive)
            if let groups = identity.groups {
                writer.array("groups") { for group in groups.sorted() { $0.value(group) } }
            } else {
                writer.null("groups")
            }
        }
    }
}
