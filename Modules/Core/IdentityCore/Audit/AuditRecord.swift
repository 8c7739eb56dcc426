/// How a record hangs on the one before it.
package struct AuditLink: Hashable, Sendable {
    /// Which key made the hash, by its name; `AuditChain.unkeyed` for records.
    package let keyID: String
    /// Over the hash before it and everything that is stored of the record. 32 bytes.
    package let hash: [UInt8]

    package init(keyID: String, hash: [UInt8]) {
        self.keyID = keyID
        self.hash = hash
    }
}

/// An entry as it stands in the store: numbered without gaps in the order of the commits, and chained.
package struct AuditRecord: Hashable, Sendable {
    package let sequence: Int64
    package let entry: AuditEntry
    /// `nil` for a record that is older than the chain.
    package let link: AuditLink?

    package init(sequence: Int64, entry: AuditEntry, link: AuditLink?) {
        self.sequence = sequence
        self.entry = entry
        self.link = link
    }
}

/// A record as the chain sees it: whatever stands in its place, whether it can be read as an entry or not.
package struct AuditChainedRow: Hashable, Sendable {
    package let sequence: Int64
    /// `AuditFields.encoded` of what is stored.
    package let fields: [UInt8]
    package let link: AuditLink?
    /// Whether a search by time comes by this place.
    package let isFoundByTime: Bool

    package init(sequence: Int64, fields: [UInt8], link: AuditLink?, isFoundByTime: Bool) {
        self.sequence = sequence
        self.fields = fields
        self.link = link
        self.isFoundByTime = isFoundByTime
    }
}
