import DialectKit
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// What one run of the sync did or would do, on the wire.
enum SyncReportShape {
    static let shape = ObjectShape(
        "SyncReport",
        [
            .init("source", .string, required: true, "Whose people were looked at."),
            .init("logins", .nullable(.array(.string)), required: true, "Who was asked for; null for everybody."),
            .init("dryRun", .boolean, required: true, "Whether everything was decided and nothing written."),
            .init("startedAt", .dateTime, required: true, "When the run began."),
            .init("endedAt", .dateTime, required: true, "When it was over."),
            .init(
                "outcome", .choice(SyncOutcome.Word.allCases.map(\.rawValue)), required: true,
                "Stopped: a guard waits for a confirmation, nothing was changed. Failed: the source did not tell of "
                    + "everybody, nothing was changed. Interrupted: what was applied stays."),
            .init(
                "share", .nullable(.number), required: true,
                "Of the source's users, that the run would have disabled, removed or taken mapped groups from, 0 to 1; with "
                    + "`stopped`. `counts` tells which."),
            .init("failure", .nullable(.object(SourceFailureShape.shape)), required: true, "With `failed`."),
            .init("read", .integer, required: true, "People whom the source told of."),
            .init("counts", .object(counts), required: true, "What was done to how many users."),
            .init(
                "names", .object(names), required: true,
                "Their logins, at most \(SyncReport.namesListed) of each."),
            .init("conflictCount", .integer, required: true, "People who could not be followed."),
            .init("conflicts", .array(.object(SyncConflictShape.shape)), required: true, "The first of them."),
            .init("defectCount", .integer, required: true, "Entries that can't become a user."),
            .init("defects", .array(.object(defect)), required: true, "The first of them."),
            .init("unknown", .array(.string), required: true, "Logins that nobody has, there or here."),
        ])
    private static let counts = ObjectShape(
        "SyncCounts", fields(of: SyncDeed.allCases) { .init($0, .integer, required: true, $1) })
    private static let names = ObjectShape(
        "SyncNames",
        fields(of: SyncDeed.allCases.filter { $0 != .unchanged }) { .init($0, .array(.string), required: true, $1) })
    private static let defect = ObjectShape(
        "SourceDefect",
        [
            .init("entry", .string, required: true, "The source's name for the entry."),
            .init("words", .string, required: true, "What is wrong with it."),
        ])

    private static func fields(
        of deeds: [SyncDeed], _ field: (String, String) -> ObjectShape.Field
    ) -> [ObjectShape.Field] {
        deeds.map { field("\($0.key)", $0.help) }
    }

    static func write(_ report: SyncReport, to writer: inout JSONWriter) {
        writer.field("source", report.source.rawValue)
        if case .logins(let logins) = report.scope {
            writer.array("logins") { for login in logins { $0.value(login) } }
        } else {
            writer.null("logins")
        }
        writer.field("dryRun", report.isDryRun)
        writer.field("startedAt", report.startedAt)
        writer.field("endedAt", report.endedAt)
        write(report.outcome, to: &writer)
        writer.field("read", report.read)
        writer.object("counts") { writer in
            for deed in SyncDeed.allCases { writer.field(deed.key, report[deed]) }
        }
        writer.object("names") { writer in
            for deed in SyncDeed.allCases where deed != .unchanged {
                writer.array(deed.key) { for name in report.names[deed] ?? [] { $0.value(name) } }
            }
        }
        writer.field("conflictCount", report.conflictCount)
        writer.array("conflicts") { writer in
            for conflict in report.conflicts { writer.object { SyncConflictShape.write(conflict, to: &$0) } }
        }
        writer.field("defectCount", report.defectCount)
        writer.array("defects") { writer in
            for defect in report.defects {
                writer.object { writer in
                    writer.field("entry", defect.entry)
                    writer.field("words", defect.words)
                }
            }
        }
        writer.array("unknown") { for login in report.unknown { $0.value(login) } }
    }

    private static func write(_ outcome: SyncOutcome, to writer: inout JSONWriter) {
        writer.field("outcome", outcome.word.rawValue)
        var share: Double?, failure: SourceFailure?
        switch outcome {
        case .done, .interrupted: break
        case .stoppedByGuard(let taken): share = taken
        case .failed(let cause): failure = cause
        }
        if let share { writer.field("share", share) } else { writer.null("share") }
        SourceFailureShape.write(failure, to: &writer)
    }
}

extension SyncDeed {
    fileprivate var key: StaticString {
        switch self {
        case .created: "created"
        case .refreshed: "refreshed"
        case .unchanged: "unchanged"
        case .withdrawn: "withdrawn"
        case .returned: "returned"
        case .deleted: "deleted"
        case .kept: "kept"
        case .passedOver: "passedOver"
        case .leftGroups: "leftGroups"
        }
    }

    fileprivate var help: String {
        switch self {
        case .created: "New users."
        case .refreshed: "Names, address or groups were changed."
        case .unchanged: "Nothing was to be changed."
        case .withdrawn: "Disabled: gone or closed at the source."
        case .returned: "Enabled again after having been withdrawn."
        case .deleted: "Removed: gone at the source."
        case .kept: "Gone at the source; the policy lets them stand."
        case .passedOver: "Closed at the source, and no user here."
        case .leftGroups: "Came out of a mapped group and stay enabled; counted beside the rest."
        }
    }
}
