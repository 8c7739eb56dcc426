import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// What a sign-in would come to, on the wire.
enum RehearsalShape {
    static let shape = ObjectShape(
        "SignInRehearsal",
        [
            .init("login", .string, required: true, "As typed, without the spaces around it."),
            .init("outcome", .choice(SignInOutcome.allCases.map(\.rawValue)), required: true, "How it would end."),
            .init("step", .nullable(.string), required: true, "What the audit would say beside it."),
            .init(
                "told", .nullable(.object(NativeProblem.shape)), required: true,
                "The problem that the person would be shown; null when a session opens."),
            .init(
                "limitedForSeconds", .nullable(.integer), required: true,
                "For how long a sign-in from the caller's address is refused; null when it is let through."),
            .init("userId", .nullable(.uuid), required: true, "The account that the name leads to."),
            .init(
                "ruleOf", .nullable(.string), required: true, "The source whose login rule led to the account."),
            .init(
                "candidates", .array(.object(candidate)), required: true, "Who would be asked, until one decides."),
            .init("answers", .array(.object(answer)), required: true, "Who was asked."),
            .init(
                "person", .nullable(.object(RehearsedPersonShape.shape)), required: true,
                "What becomes of the account; null unless a source verified somebody."),
            .init(
                "session", .nullable(.object(RehearsedPersonShape.session)), required: true,
                "What the session would hold; null when there would be none."),
        ])
    private static let candidate = ObjectShape(
        "SignInCandidate",
        [
            .init("source", .string, required: true, "Whose people are meant."),
            .init("checkedBy", .nullable(.string), required: true, "Who checks the password; null when nobody can."),
            .init(
                "reason", .choice(SignInRehearsal.Candidate.Reason.allCases.map(\.rawValue)), required: true,
                "Why it would be asked, or why it can't be."),
        ])
    private static let answer = ObjectShape(
        "SignInAnswer",
        [
            .init("source", .string, required: true, "Whose people are meant."),
            .init("checkedBy", .string, required: true, "Who checked the password."),
            .init("login", .string, required: true, "As the source was asked, after the login rules."),
            .init("verdict", .choice(SourceVerdict.allCases.map(\.rawValue)), required: true, "What it said."),
            .init(
                "refusal", .nullable(.choice(SourceRefusal.allCases.map(\.rawValue))), required: true,
                "Why it does not let the person in."),
            .init("failure", .nullable(.object(SourceFailureShape.shape)), required: true, "Why it gave no answer."),
            .init(
                "identity", .nullable(.object(ExternalIdentityShape.shape)), required: true,
                "The person as the source has them."),
            .init("steps", .array(.object(SourceStepShape.shape)), required: true, "None of a source that shows none."),
        ])

    static func write(_ rehearsal: SignInRehearsal, to writer: inout JSONWriter) {
        writer.field("login", rehearsal.login)
        writer.field("outcome", rehearsal.outcome.rawValue)
        writer.field("step", rehearsal.step)
        if let told = rehearsal.told {
            writer.object("told") { NativeProblem(told).write(to: &$0) }
        } else {
            writer.null("told")
        }
        writer.field("limitedForSeconds", count: rehearsal.limitedForSeconds)
        if let user = rehearsal.onFile { writer.field("userId", user.id) } else { writer.null("userId") }
        writer.field("ruleOf", rehearsal.ruleOf?.rawValue)
        writer.array("candidates") { writer in
            for candidate in rehearsal.candidates {
                writer.object { writer in
                    writer.field("source", candidate.source.rawValue)
                    writer.field("checkedBy", candidate.checkedBy?.rawValue)
                    writer.field("reason", candidate.reason.rawValue)
                }
            }
        }
        writer.array("answers") { writer in
            for answer in rehearsal.answers { writer.object { write(answer, to: &$0) } }
        }
        RehearsedPersonShape.write(rehearsal, to: &writer)
    }

    private static func write(_ answer: SignInRehearsal.Answer, to writer: inout JSONWriter) {
        writer.field("source", answer.source.rawValue)
        writer.field("checkedBy", answer.checkedBy.rawValue)
        writer.field("login", answer.login)
        writer.field("verdict", answer.verdict.rawValue)
        writer.field("refusal", answer.refusal?.rawValue)
        SourceFailureShape.write(answer.failure, to: &writer)
        ExternalIdentityShape.write(answer.identity, to: &writer)
        SourceStepShape.write(answer.steps, to: &writer)
    }
}
