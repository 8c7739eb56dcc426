import DialectKit
import IdentityCore
import JSONText

/// What becomes of people whom a source knows.
enum SourcePolicyShape {
    static let shape = ObjectShape(
        "SourcePolicy",
        [
            .init("createsOnFirstLogin", .boolean, required: true, "Whether the first sign-in makes a user."),
            .init("refreshesOnLogin", .boolean, required: true, "Whether names and groups follow at each sign-in."),
            .init("mapsGroups", .boolean, required: true, "Whether groups of the source lead into groups here."),
            .init(
                "leaving", .choice(LeavingPolicy.allCases.map(\.rawValue)), required: true,
                "What becomes of a user whom the source no longer has."),
            .init("organization", .string, required: true, "Where new users go."),
            .init("tenant", .string, required: true, "Where new users go."),
            .init("profile", .nullable(.string), required: true, "Of new users whom no rule fits."),
            .init("profileRules", .array(.object(profileRule)), required: true, "The first that fits wins."),
            .init("loginRules", .array(.object(loginRule)), required: true, "The first that fits is applied."),
            .init(
                "signsInThrough", .nullable(.string), required: true,
                "The source that checks the passwords; null when it does so itself."),
            .init(
                "failuresPassedOn", .nullable(.integer), required: true,
                "Wrong passwords of one person that reach the source within `failurePauseSeconds`; null for any number."
            ),
            .init("failurePauseSeconds", .integer, required: true, "Then the source is left alone for so long."),
            .init("sync", .object(sync), required: true, "When everybody is brought in."),
        ])
    private static let sync = ObjectShape(
        "SourceSyncPolicy",
        [
            .init("everyMinutes", .nullable(.integer), required: true, "Null for no run on its own."),
            .init(
                "guardPercent", .integer, required: true,
                "A run that would take more than this share of the users waits for a confirmation."),
        ])
    private static let profileRule = ObjectShape(
        "SourceProfileRule",
        [
            .init("externalGroup", .string, required: true, "A group of the source."),
            .init("profile", .string, required: true, "What its members get."),
        ])
    private static let loginRule = ObjectShape(
        "SourceLoginRule",
        [
            .init("from", .string, required: true, "What is typed; a star stands for any text."),
            .init("to", .string, required: true, "What the source is asked for."),
        ])

    static func write(_ policy: ProvisioningPolicy, to writer: inout JSONWriter) {
        writer.field("createsOnFirstLogin", policy.createsOnFirstLogin)
        writer.field("refreshesOnLogin", policy.refreshesOnLogin)
        writer.field("mapsGroups", policy.mapsGroups)
        writer.field("leaving", policy.leaving.rawValue)
        writer.field("organization", policy.organization.rawValue)
        writer.field("tenant", policy.tenant.rawValue)
        writer.field("profile", policy.profile)
        writer.array("profileRules") { writer in
            for rule in policy.profileRules {
                writer.object { writer in
                    writer.field("externalGroup", rule.externalGroup)
                    writer.field("profile", rule.profile)
                }
            }
        }
        writer.array("loginRules") { writer in
            for rule in policy.loginRules {
                writer.object { writer in
                    writer.field("from", rule.from)
                    writer.field("to", rule.to)
                }
            }
        }
        writer.field("signsInThrough", policy.signsInThrough?.rawValue)
        writer.field("failuresPassedOn", count: policy.failuresPassedOn)
        writer.field("failurePauseSeconds", policy.failurePause)
        writer.object("sync") { writer in
            writer.field("everyMinutes", count: policy.syncInterval)
            writer.field("guardPercent", Int((policy.guardedShare * 100).rounded()))
        }
    }
}

extension JSONWriter {
    /// `nil` is written as `null`.
    mutating func field(_ key: StaticString, count: Int?) {
        if let count { field(key, count) } else { null(key) }
    }
}
