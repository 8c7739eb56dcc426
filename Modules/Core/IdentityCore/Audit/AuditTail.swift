/// The end of the chain while one transaction adds to it. Every storage keeps one for each transaction that writes.
package struct AuditTail: Sendable {
    /// What has been added to; `nil` until the first record.
    package private(set) var head: AuditHead?
    private let chain: AuditChain

    package init(_ chain: AuditChain) { self.chain = chain }

    package var isOpen: Bool { head != nil }

    /// Goes on where the store ends. Call it once, before the first `append`.
    /// - Parameters:
    ///   - stored: the head in the store.
    ///   - last: the highest sequence in the store, chained or not; 0 when there is none.
    ///   - isChained: whether any record in the store is chained. Then the lack of a head is no beginning.
    package mutating func open(after stored: SealedAuditHead?, last: Int64, isChained: Bool) {
        // A row beyond the head was put there by somebody else; it keeps its number, and `verify` finds it.
        if let stored, chain.holds(stored) {
            head = stored.head
            head?.sequence = max(stored.head.sequence, last)
        } else {
            let next = last.addingReportingOverflow(1).partialValue
            head = AuditHead(
                sequence: last, hash: [], chainedSince: next,
                alteredBefore: stored == nil && !isChained ? nil : next)
        }
    }

    /// Numbers and chains the next record.
    /// - Throws: `unavailable(.storage)` when somebody has put a record at the end of all numbers.
    package mutating func append(_ fields: AuditFields) throws(ServiceError) -> (sequence: Int64, link: AuditLink) {
        guard let head, head.sequence < .max, head.sequence >= 0 else { throw .unavailable(.storage) }
        let sequence = head.sequence + 1
        let link = chain.link(fields.encoded, sequence: sequence, after: head.hash)
        self.head?.sequence = sequence
        self.head?.hash = link.hash
        return (sequence, link)
    }

    /// What is to be stored before the commit; `nil` when nothing was added.
    package var sealed: SealedAuditHead? { head.map(chain.seal) }
}
