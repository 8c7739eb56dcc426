import IdentityCore

extension SyncReport {
    /// For the audit: counts, and how the run ended.
    var summary: String {
        var parts = SyncDeed.changes.compactMap { self[$0] > 0 ? "\($0.rawValue) \(self[$0])" : nil }
        if self[.leftGroups] > 0 { parts.append("left-groups \(self[.leftGroups])") }
        if conflictCount > 0 { parts.append("conflicts \(conflictCount)") }
        switch outcome {
        case .done: break
        case .stoppedByGuard(let share):
            return "stopped: would take \(self[.withdrawn] + self[.deleted]) users and groups of \(self[.leftGroups]), "
                + "\(Int((share * 100).rounded())) % of the source's"
        case .failed(let failure): return "failed: \(failure.kind.rawValue) at \(failure.step.rawValue)"
        case .interrupted: parts.append("interrupted")
        }
        return parts.joined(separator: ", ")
    }

    /// What was read, and who stays as they are; the rest is told as it is carried out.
    var withoutDecisions: SyncReport {
        var report = self
        let settled: [SyncDeed] = [.unchanged, .kept, .passedOver]
        report.counts = counts.filter { settled.contains($0.key) }
        report.names = names.filter { settled.contains($0.key) }
        report.conflictCount = 0
        report.conflicts = []
        return report
    }

    /// Adds what a page came to.
    mutating func add(_ page: SyncReport) {
        for (deed, count) in page.counts { counts[deed, default: 0] += count }
        for (deed, more) in page.names {
            let room = Self.namesListed - names[deed, default: []].count
            names[deed, default: []] += more.prefix(max(0, room))
        }
        conflictCount += page.conflictCount
        conflicts += page.conflicts.prefix(max(0, Self.namesListed - conflicts.count))
    }
}

extension AuditObject {
    static func source(_ id: SourceID) -> AuditObject {
        AuditObject(kind: .source, id: id.rawValue, name: id.rawValue)
    }
}
