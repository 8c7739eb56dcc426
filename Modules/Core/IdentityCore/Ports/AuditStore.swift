/// What audit records are chained with: a digest from one to the next, and a keyed code over the end of the chain, which
/// nobody can make who can edit the store but has no key.
package protocol AuditChaining: Sendable {
    /// Without a key, so that the records can be checked however often the keys have been rotated.
    func digest(of bytes: [UInt8]) -> [UInt8]
    /// The code of what `message` gives for the name of the current key, under that key: one key for both, although it
    /// may be changed meanwhile.
    func link(_ message: (_ keyID: String) -> [UInt8]) -> AuditLink
    /// In constant time. `false` when there is no key of that name.
    func verify(_ code: [UInt8], for bytes: [UInt8], keyID: String) -> Bool
    func knows(keyID: String) -> Bool
}

package protocol AuditReading {
    /// In the order of the commits or against it.
    func list(_ query: AuditQuery) throws(ServiceError) -> AuditPage
    /// What the chain is checked by: all rows behind `sequence`, the oldest first, at most `limit`.
    func chainedRows(after sequence: Int64, limit: Int) throws(ServiceError) -> [AuditChainedRow]
    /// `nil` until the first record has been chained.
    func head() throws(ServiceError) -> SealedAuditHead?
}

/// Adds only: what stands in the audit stays as it is.
package protocol AuditWriting {
    func append(_ entry: AuditEntry) throws(ServiceError)
}
