package import FoundationEssentials

/// Whom a run of the sync looks at.
package enum SyncScope: Hashable, Sendable {
    case everybody
    /// By login, as they would type it.
    case logins([String])
}

/// What a run does to one user.
package enum SyncDeed: String, Hashable, Sendable, CaseIterable {
    case created, refreshed, unchanged
    /// Disabled: the source no longer has the person, or has closed the account.
    case withdrawn
    /// Enabled again after having been withdrawn.
    case returned
    case deleted
    /// Gone at the source; the policy lets the account stand.
    case kept
    /// Closed at the source, and no user here.
    case passedOver = "passed-over"
    /// Came out of a mapped group and stays enabled; beside what else is done to the user.
    case leftGroups = "left-groups"
}

/// How far a run has come.
package enum SyncProgress: Hashable, Sendable {
    /// So many people were read from the source.
    case read(Int)
    /// So many of them were compared with what is on file.
    case planned(Int, of: Int)
    /// So many of the users that have to be touched were.
    case applied(Int, of: Int)
}

/// How a run ended.
package enum SyncOutcome: Hashable, Sendable {
    /// Everything was applied, or, in a dry run, planned.
    case done
    /// It would have disabled, deleted or taken mapped groups from this share of the source's users, 0 to 1; nothing was
    /// changed.
    case stoppedByGuard(share: Double)
    /// The source did not tell of everybody; nothing was changed.
    case failed(SourceFailure)
    /// What was applied by then stays; the next run goes on.
    case interrupted

    package enum Word: String, Hashable, Sendable, CaseIterable {
        case done, stopped, failed, interrupted
    }

    /// The outcome in one word, for labels, log lines and answers.
    package var word: Word {
        switch self {
        case .done: .done
        case .stoppedByGuard: .stopped
        case .failed: .failed
        case .interrupted: .interrupted
        }
    }
}

/// What one run of the sync did or, in a dry run, would do.
package struct SyncReport: Sendable {
    /// Of each list so many are named at most; the counts are exact.
    package static let namesListed = 100

    package let source: SourceID
    package let scope: SyncScope
    package let isDryRun: Bool
    package let startedAt: Date
    package var endedAt: Date
    package var outcome: SyncOutcome
    /// People whom the source told of.
    package var read: Int
    package var counts: [SyncDeed: Int]
    /// Logins, as many as `namesListed` of each; never of those who stay as they are.
    package var names: [SyncDeed: [String]]
    package var conflictCount: Int
    package var conflicts: [SyncConflict]
    package var defectCount: Int
    package var defects: [DirectoryDefect]
    /// Logins that were asked for and are known neither there nor here.
    package var unknown: [String]

    package init(source: SourceID, scope: SyncScope = .everybody, isDryRun: Bool = false, startedAt: Date) {
        self.source = source
        self.scope = scope
        self.isDryRun = isDryRun
        self.startedAt = startedAt
        endedAt = startedAt
        outcome = .done
        read = 0
        counts = [:]
        names = [:]
        conflictCount = 0
        conflicts = []
        defectCount = 0
        defects = []
        unknown = []
    }

    package subscript(deed: SyncDeed) -> Int { counts[deed] ?? 0 }

    /// How many users are another than before.
    package var changed: Int {
        SyncDeed.changes.reduce(0) { $0 + self[$1] }
    }

    package mutating func note(_ deed: SyncDeed, of login: String) {
        counts[deed, default: 0] += 1
        guard deed != .unchanged, names[deed, default: []].count < Self.namesListed else { return }
        names[deed, default: []].append(login)
    }

    package mutating func note(_ conflict: SyncConflict) {
        conflictCount += 1
        if conflicts.count < Self.namesListed { conflicts.append(conflict) }
    }

    package mutating func note(_ defect: DirectoryDefect) {
        defectCount += 1
        if defects.count < Self.namesListed { defects.append(defect) }
    }
}

extension SyncDeed {
    /// Those that write.
    package static let changes: [SyncDeed] = [.created, .refreshed, .returned, .withdrawn, .deleted]
}
