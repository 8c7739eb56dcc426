package import FoundationEssentials

/// One page of audit records: filters, order, and where to go on. Records stand in the order of their commits, which is
/// also that of their times as long as the clock is not set back.
package struct AuditQuery: Hashable, Sendable {
    /// At this time or later.
    package var from: Date?
    /// Before this time.
    package var to: Date?
    package var actor: UserID?
    package var subject: UserID?
    /// Any of these; all acts when empty.
    package var actions: Set<AuditAction> = []
    package var objectKind: EntityKind?
    package var objectID: String?
    package var outcome: AuditOutcome?
    package var organization: OrganizationID?
    package var newestFirst = true
    /// Only records behind this sequence, in the order asked for.
    package var after: Int64?
    package var limit: Int

    package init(limit: Int) { self.limit = limit }
}

package struct AuditPage: Hashable, Sendable {
    package let records: [AuditRecord]
    /// `after` for the following page; `nil` at the end. A page may be short, even empty, and not the last one: one
    /// page looks at a bounded number of records.
    package let next: Int64?

    package init(records: [AuditRecord], next: Int64?) {
        self.records = records
        self.next = next
    }
}

extension AuditAction {
    /// The acts that a text means: one by its name, or all of a kind by the beginning of their names up to a dot, such
    /// as `user.`.
    /// - Returns: none for a text that means nothing.
    package static func matching(_ text: String) -> Set<AuditAction> {
        Set(allCases.filter { text.hasSuffix(".") ? $0.rawValue.hasPrefix(text) : $0.rawValue == text })
    }
}
