/// Where the chain ends, so that records cut off at the end are missed. Written with every commit that adds records, and
/// sealed like them.
package struct AuditHead: Hashable, Sendable {
    /// Of the last record.
    package var sequence: Int64
    /// Of the last record.
    package var hash: [UInt8]
    /// The first record that is chained; those before it are older than the chain.
    package var chainedSince: Int64
    /// The first record that was added after the head had been found altered or gone. The chain went on, and this stays
    /// here so that nobody can cover a cut by letting the server write on.
    package var alteredBefore: Int64?

    package init(sequence: Int64, hash: [UInt8], chainedSince: Int64, alteredBefore: Int64? = nil) {
        self.sequence = sequence
        self.hash = hash
        self.chainedSince = chainedSince
        self.alteredBefore = alteredBefore
    }
}

/// A head as it stands in the store, true or not.
package struct SealedAuditHead: Hashable, Sendable {
    package let head: AuditHead
    /// Which key made the seal, and the seal itself.
    package let seal: AuditLink

    package init(head: AuditHead, seal: AuditLink) {
        self.head = head
        self.seal = seal
    }
}
