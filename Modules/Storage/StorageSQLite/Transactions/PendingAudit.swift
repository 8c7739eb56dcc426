import IdentityCore

/// What the records of one transaction have moved and what is stored once before its commit.
struct PendingAudit {
    var tail: AuditTail
    /// The sequences of this transaction's records by their day.
    private(set) var days: [Int64: ClosedRange<Int64>] = [:]

    init(_ chain: AuditChain) { tail = AuditTail(chain) }

    mutating func append(_ fields: AuditFields) throws(ServiceError) -> (sequence: Int64, link: AuditLink) {
        let (sequence, link) = try tail.append(fields)
        let day = AuditDays.day(of: fields.at)
        days[day] = min(days[day]?.lowerBound ?? sequence, sequence)...sequence
        return (sequence, link)
    }
}
